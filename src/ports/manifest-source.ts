import type { ManifestFile } from '../manifests/read-files.ts';

/** Where manifests are read from. */
export interface ManifestSource {
  /**
   * The YAML of a folder with everything below it, of a file, or (`-`) of standard input; in order of the names.
   * @throws GateError FILE_NOT_FOUND, FILE_UNREADABLE
   */
  read(path: string): Promise<readonly ManifestFile[]>;
}
