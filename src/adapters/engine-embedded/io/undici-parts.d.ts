/**
 * Two of undici's modules by themselves: the package as a whole (fetch, caches, mocks, proxies) takes a process some 40 ms
 * longer to load, which every test would pay at its start. undici is pinned exactly, so its files stay where they are.
 */
declare module 'undici/lib/dispatcher/client.js' {
  // biome-ignore lint/style/noDefaultExport: what a CommonJS module exports
  export { Client as default } from 'undici';
}

declare module 'undici/lib/core/connect.js' {
  // biome-ignore lint/style/noDefaultExport: what a CommonJS module exports
  export { buildConnector as default } from 'undici';
}
