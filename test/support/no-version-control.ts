import type { VersionControl } from '../../src/ports/version-control.ts';

/** A folder that no version control knows. */
export const noVersionControl: VersionControl = {
  commitsBetween: async () => ({ kind: 'unknown', why: 'there is no version control' }),
  ref: async () => null,
  lastRelease: async () => null,
};
