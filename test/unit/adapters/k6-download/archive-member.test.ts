import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { archiveMember } from '../../../../src/adapters/k6-download/archive-member.ts';
import { tarGz, zip } from '../../../support/archives.ts';

const MAX = 10_000;
const NAME = 'k6-v2.3.0-linux-amd64/k6';
const CONTENT = randomBytes(3_000);
const FILES = [
  { name: '../../etc/passwd', content: 'not this' },
  { name: 'k6-v2.3.0-linux-amd64/', content: '', type: '5' },
  { name: NAME, content: CONTENT },
  { name: 'k6', content: 'nor this' },
];

// T-32
describe.each([
  ['tar.gz' as const, tarGz(FILES)],
  ['zip' as const, zip(FILES.filter(({ type }) => type === undefined))],
])('a %s', (format, archive) => {
  const member = (name: string, bytes = archive, max = MAX) => archiveMember(bytes, format, name, max);

  it('gives the file that was asked for, and no other', async () => {
    expect(await member(NAME)).toEqual(CONTENT);
    expect(await member('k6-v2.3.0-linux-amd64/k6.exe')).toBeNull();
  });

  it('is not unpacked beyond the bound', async () => {
    await expect(member(NAME, archive, 2_999)).rejects.toThrow();
  });

  it('that has been cut off is no archive, wherever that was', async () => {
    for (const share of [0, 0.1, 0.5, 0.8]) {
      const cut = archive.subarray(0, Math.floor(archive.length * share));
      await expect(member(NAME, cut)).rejects.toThrow();
    }
  });

  it('that is something else is no archive', async () => {
    for (const other of [Buffer.from('<html></html>'), randomBytes(2_000), Buffer.alloc(5_000)])
      await expect(member(NAME, other)).rejects.toThrow();
  });
});

it('a link in a tar is no program', async () => {
  const archive = tarGz([{ name: NAME, content: '', type: '2' }]);
  expect(await archiveMember(archive, 'tar.gz', NAME, MAX)).toBeNull();
});

it('a tar that stops without its end is cut off', async () => {
  await expect(archiveMember(gzipSync(Buffer.alloc(0)), 'tar.gz', NAME, MAX)).rejects.toThrow(/cut off/);
});

it('a zip may have its files as they are', async () => {
  expect(await archiveMember(zip(FILES, 0), 'zip', NAME, MAX)).toEqual(CONTENT);
});
