/** The guest library as one script text, made by the bundler (see src/tooling/guest-source-plugin.ts). */
declare module 'guest-source' {
  /** For a realm of V8: its value is `startGuest`. */
  export const guestSource: string;
  /** For QuickJS, as bytecode in base64: its value is `startNativeGuest`. */
  export const nativeGuestBytecode: string;
}
