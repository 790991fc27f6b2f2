/** Where the two versions come from: they run already, or perf-gate starts them. */
export type PairedTargets =
  | { readonly kind: 'urls'; readonly base: string; readonly head: string }
  | {
      readonly kind: 'commands';
      /** Program and arguments; `{port}` in them becomes the port that is handed over. */
      readonly base: Command;
      readonly head: Command;
      /** With `{port}`; answers with less than 400 as soon as the server can be loaded. */
      readonly readyUrl: string;
    };

export type Command = readonly [program: string, ...args: string[]];
