/** The guest library as one script text, made by the bundler (see src/tooling/guest-source-plugin.ts). */
declare module 'guest-source' {
  export const guestSource: string;
}
