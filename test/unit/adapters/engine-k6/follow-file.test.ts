import { appendFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followFile } from '../../../../src/adapters/engine-k6/follow-file.ts';
import { makeTempFolder, type TempFolder } from '../../../support/temp-folder.ts';

let folder: TempFolder;
beforeEach(async () => {
  folder = await makeTempFolder();
});
afterEach(() => folder.remove());

describe('a file that is being written', () => {
  it('is yielded while it grows and ends after its writer', async () => {
    const file = folder.file('grows');
    const writer = withResolvers();
    const seen: string[] = [];
    await writeFile(file, 'one ');
    for await (const chunk of followFile(file, { ended: writer.promise, pollMs: 5 })) {
      seen.push(Buffer.from(chunk).toString());
      if (seen.length === 1) await appendFile(file, 'two ');
      if (seen.length === 2) {
        await appendFile(file, 'three');
        writer.resolve(undefined);
      }
    }
    expect(seen).toEqual(['one ', 'two ', 'three']);
  });

  it('that never appears is empty', async () => {
    const chunks = followFile(folder.file('never'), { ended: Promise.resolve(), pollMs: 5 });
    expect((await chunks.next()).done).toBe(true);
  });

  it('is read to its end when its writer failed', async () => {
    await writeFile(folder.file('left'), 'rest');
    const ended = Promise.reject(new Error('crashed'));
    const chunks: Uint8Array[] = [];
    for await (const chunk of followFile(folder.file('left'), { ended, pollMs: 5 })) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe('rest');
  });

  it('comes in chunks that do not share memory', async () => {
    const content = Buffer.alloc(700_000, 'a');
    content.fill('b', 350_000);
    await writeFile(folder.file('large'), content);
    const chunks: Uint8Array[] = [];
    for await (const chunk of followFile(folder.file('large'), { ended: Promise.resolve() }))
      chunks.push(chunk);
    expect(Buffer.concat(chunks).equals(content)).toBe(true);
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThanOrEqual(256 * 1024);
  });
});

function withResolvers() {
  let resolve: (value: unknown) => void = () => undefined;
  const promise = new Promise((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
