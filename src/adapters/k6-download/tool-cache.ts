import { randomUUID } from 'node:crypto';
import { access, chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

type Variables = Readonly<Record<string, string | undefined>>;

/** Where a tool of one version is kept: the layout of the runner's tool cache (`actions/tool-cache`). */
export interface ToolPlace {
  /** `<cache>/k6/2.3.0/x64` */
  readonly folder: string;
  readonly program: string;
  /** There once everything else is: half an installation is none. */
  readonly marker: string;
}

/** In the runner's tool cache, which outlives jobs on self-hosted runners; else in the temporary folder. */
export function k6Place(version: string, arch: string, variables: Variables, isWindows: boolean): ToolPlace {
  const root = variables.RUNNER_TOOL_CACHE || variables.RUNNER_TEMP || os.tmpdir();
  const folder = path.join(root, 'k6', version, arch);
  return {
    folder,
    program: path.join(folder, isWindows ? 'k6.exe' : 'k6'),
    marker: `${folder}.complete`,
  };
}

export async function isKept({ program, marker }: ToolPlace): Promise<boolean> {
  return Promise.all([access(program), access(marker)]).then(
    () => true,
    () => false,
  );
}

/** Puts the program into its place; two jobs that do so at once both find a whole one. */
export async function keep(place: ToolPlace, program: Buffer): Promise<void> {
  await mkdir(place.folder, { recursive: true });
  const draft = `${place.program}.${randomUUID()}`;
  try {
    await writeFile(draft, program);
    await chmod(draft, 0o755);
    await rename(draft, place.program);
  } finally {
    await rm(draft, { force: true });
  }
  await writeFile(place.marker, '');
}
