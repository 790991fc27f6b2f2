import type { HttpSettings } from '../vu/vu-backend.ts';
import { Connection } from './connection.ts';

/** The connections of one VU: idle ones by origin, and those in use. */
export class ConnectionPool {
  private readonly idle = new Map<string, Connection[]>();
  private readonly busy = new Set<Connection>();
  private readonly settings: HttpSettings;

  constructor(settings: HttpSettings) {
    this.settings = settings;
  }

  /** The idle connection used last, else a new one. */
  take(origin: string): Connection {
    const idle = this.idle.get(origin) ?? [];
    let connection = idle.pop();
    while (connection !== undefined && !connection.alive) {
      connection.destroy();
      connection = idle.pop();
    }
    connection ??= new Connection(origin, this.settings);
    this.busy.add(connection);
    return connection;
  }

  /** A new connection, whatever is idle. */
  takeFresh(origin: string): Connection {
    const connection = new Connection(origin, this.settings);
    this.busy.add(connection);
    return connection;
  }

  giveBack(origin: string, connection: Connection): void {
    this.busy.delete(connection);
    if (this.settings.noConnectionReuse || !connection.alive) {
      connection.destroy();
      return;
    }
    const idle = this.idle.get(origin);
    if (idle === undefined) this.idle.set(origin, [connection]);
    else idle.push(connection);
  }

  closeIdle(): void {
    for (const connections of this.idle.values()) {
      for (const connection of connections) connection.destroy();
    }
    this.idle.clear();
  }

  /** Ends running exchanges with an error. */
  abortBusy(reason: string): void {
    if (this.busy.size === 0) return;
    const error = new Error(reason);
    for (const connection of this.busy) connection.destroy(error);
    this.busy.clear();
  }
}
