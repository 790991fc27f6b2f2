import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** Who answered, under k6's names. */
export interface Peer {
  readonly remoteIp: string;
  readonly remotePort: number;
  /** As in `tls1.3`; empty without TLS. */
  readonly tlsVersion: string;
  readonly tlsCipherSuite: string;
}

export function peerOf(socket: Socket | null): Peer {
  const tls = socket instanceof TLSSocket ? socket : null;
  return {
    remoteIp: socket?.remoteAddress ?? '',
    remotePort: socket?.remotePort ?? 0,
    tlsVersion: (tls?.getProtocol() ?? '').replace('TLSv', 'tls'),
    tlsCipherSuite: tls?.getCipher()?.standardName ?? '',
  };
}
