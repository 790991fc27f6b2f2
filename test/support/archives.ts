import { crc32, deflateRawSync, gzipSync } from 'node:zlib';

export interface ArchiveFile {
  readonly name: string;
  readonly content: Buffer | string;
  /** Of a tar: `0` a file, `2` a symbolic link, `5` a folder. */
  readonly type?: string;
}

/** A tar.gz of these files, as POSIX ustar. */
export function tarGz(files: readonly ArchiveFile[]): Buffer {
  const blocks = files.flatMap(({ name, content, type = '0' }) => {
    const body = Buffer.from(content);
    return [tarHeader(name, body.length, type), body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1_024)]));
}

function tarHeader(name: string, size: number, type: string): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0, 100, 'latin1');
  header.write('0000755\0', 100, 'latin1');
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  header.write(type, 156, 'latin1');
  header.write('ustar\x0000', 257, 'latin1');
  return header;
}

/** A zip of these files, deflated. */
export function zip(files: readonly ArchiveFile[], method: 0 | 8 = 8): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of files) {
    const body = Buffer.from(content);
    const data = method === 8 ? deflateRawSync(body) : body;
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(method, 4);
    shared.writeUInt32LE(crc32(body), 10);
    shared.writeUInt32LE(data.length, 14);
    shared.writeUInt32LE(body.length, 18);
    shared.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, Buffer.from(name), data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, rest, Buffer.from(name)]),
    );
    parts.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listing, end]);
}
