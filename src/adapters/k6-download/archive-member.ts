import { promisify } from 'node:util';
import { gunzip, inflateRaw } from 'node:zlib';

/**
 * One file out of an archive, in memory. Only the member with exactly the wanted name is ever looked into and nothing is
 * written, so an archive cannot put anything anywhere. `null`: there is no such file in it.
 * @throws Error that says what is wrong with the archive
 */
export async function archiveMember(
  archive: Buffer,
  format: 'tar.gz' | 'zip',
  name: string,
  maxBytes: number,
): Promise<Buffer | null> {
  return format === 'zip' ? zipMember(archive, name, maxBytes) : tarMember(archive, name, maxBytes);
}

const BLOCK = 512;
const REGULAR_FILE = new Set(['0', '\0']);

/** POSIX ustar: a header of 512 bytes for each file, then its content, padded to blocks. */
async function tarMember(archive: Buffer, name: string, maxBytes: number): Promise<Buffer | null> {
  const tar = await promisify(gunzip)(archive, { maxOutputLength: 2 * maxBytes });
  for (let at = 0; at + BLOCK <= tar.length; ) {
    const header = tar.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) return null;
    const size = Number.parseInt(textOf(header, 124, 12), 8);
    if (!Number.isSafeInteger(size) || size < 0) throw new Error('the archive is no tar file');
    const path = [textOf(header, 345, 155), textOf(header, 0, 100)].filter((part) => part !== '').join('/');
    const content = at + BLOCK;
    if (path.replace(/^\.\//, '') === name && REGULAR_FILE.has(String.fromCharCode(header[156] ?? 0))) {
      if (size > maxBytes) throw new Error(`${name} has ${size} bytes, more than ${maxBytes}`);
      if (content + size > tar.length) throw new Error('the archive has been cut off');
      return tar.subarray(content, content + size);
    }
    at = content + Math.ceil(size / BLOCK) * BLOCK;
  }
  throw new Error('the archive has been cut off');
}

function textOf(header: Buffer, start: number, length: number): string {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.toString('latin1', 0, end < 0 ? length : end).trim();
}

const END_RECORD = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const [STORED, DEFLATED] = [0, 8];

/** PKWARE APPNOTE 6.3: the central directory at the end says where each file is. */
async function zipMember(zip: Buffer, name: string, maxBytes: number): Promise<Buffer | null> {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > zip.length || zip.readUInt32LE(end) !== END_RECORD)
    throw new Error('the archive is no zip file, or it has been cut off');
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== DIRECTORY_ENTRY)
      throw new Error('the directory of the archive is damaged');
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const nameEnd = at + 46 + (nameLength ?? 0);
    if (zip.toString('utf8', at + 46, nameEnd) === name) return contentOf(zip, at, name, maxBytes);
    at = nameEnd + (extra ?? 0) + (comment ?? 0);
  }
  return null;
}

async function contentOf(zip: Buffer, entry: number, name: string, maxBytes: number): Promise<Buffer> {
  const method = zip.readUInt16LE(entry + 10);
  const [packed, size, local] = [20, 24, 42].map((offset) => zip.readUInt32LE(entry + offset));
  if ((size ?? 0) > maxBytes) throw new Error(`${name} has ${size} bytes, more than ${maxBytes}`);
  const header = local ?? 0;
  if (header + 30 > zip.length || zip.readUInt32LE(header) !== LOCAL_HEADER)
    throw new Error('the archive is damaged');
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  const data = zip.subarray(start, start + (packed ?? 0));
  if (data.length !== packed) throw new Error('the archive has been cut off');
  if (method === STORED) return data;
  if (method !== DEFLATED) throw new Error(`${name} is packed in an unknown way (${method})`);
  const content = await promisify(inflateRaw)(data, { maxOutputLength: maxBytes });
  if (content.length !== size) throw new Error(`${name} is not as long as the archive says`);
  return content;
}
