import type { JudgedRun } from '../model/judged-run.ts';

export interface RunArtifact {
  readonly id: number;
  readonly name: string;
  /** Packed, in bytes. */
  readonly size: number;
  /** Its page. */
  readonly url: string;
}

/** One file of an artifact, or why there is none to read. */
export type ArtifactFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly why: string };

/** What a run has left behind. Its content is the word of whoever wrote the code that ran. */
export interface RunArtifacts {
  /**
   * Those whose name starts so, oldest first; expired ones are left out.
   * @throws GateError
   */
  of(run: JudgedRun, start: string): Promise<readonly RunArtifact[]>;
  /** Reads one file in memory; nothing is written, nothing beyond `maxBytes` is unpacked. Never throws. */
  file(artifact: RunArtifact, name: string, maxBytes: number): Promise<ArtifactFile>;
}
