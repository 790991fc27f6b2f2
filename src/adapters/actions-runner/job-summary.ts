import { appendFile, stat } from 'node:fs/promises';

/** Where a job shows Markdown on its run's page. */
export interface JobSummary {
  /** How many bytes still have room. */
  room(): Promise<number>;
  /** Adds whole paragraphs; never part of one. Throws what the file system throws. */
  append(markdown: string): Promise<void>;
}

/** GitHub shows no summary of a step that is larger: 1 MiB. */
const MAX_BYTES = 1024 * 1024;

/** The file that the runner names in GITHUB_STEP_SUMMARY. */
export function makeJobSummary(file: string): JobSummary {
  const room = async () => MAX_BYTES - (await sizeOf(file));
  return {
    room,
    async append(markdown) {
      const text = `${markdown.trimEnd()}\n\n`;
      if (Buffer.byteLength(text) > (await room()))
        throw new Error('the summary of the step is full (1 MiB)');
      await appendFile(file, text);
    },
  };
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch {
    return 0;
  }
}
