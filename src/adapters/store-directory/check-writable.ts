import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { StoreFiles } from './store-files.ts';

/**
 * Makes a folder where there is none, and a file in it that is taken away again.
 * @throws what the file system says where that cannot be done
 */
export async function checkWritable(files: StoreFiles, folder: string): Promise<void> {
  await files.makeFolder(folder);
  const probe = path.join(folder, `.probe.${process.pid}-${randomBytes(4).toString('hex')}.tmp`);
  try {
    await files.create(probe, '');
  } finally {
    await files.remove(probe).catch(() => undefined);
  }
}
