/** Init code has promise jobs alone, no timer and no request: a module that waits when they have all run waits for ever. */
export const NEVER_SETTLES =
  'the module waits for a promise that never settles: no timer runs in the init context';
