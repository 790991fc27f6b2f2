import { describe, expect, it, vi } from 'vitest';
import { ByteQueue } from '../../../../../src/adapters/engine-embedded/output/byte-queue.ts';
import { LineBatch } from '../../../../../src/adapters/engine-embedded/output/line-batch.ts';
import { VirtualClock } from '../../../../support/virtual-clock.ts';

const never = () => {
  throw new Error('overflow');
};

async function textOf(queue: ByteQueue): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of queue) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('ByteQueue', () => {
  it('passes on everything in order, what was there before the reader and what comes while it waits', async () => {
    const queue = new ByteQueue(100, never);
    queue.push(Buffer.from('a'));
    const text = textOf(queue);
    await Promise.resolve();
    queue.push(Buffer.from('b'));
    queue.push(Buffer.from('c'));
    await new Promise((resolve) => setImmediate(resolve));
    queue.push(Buffer.from('d'));
    queue.end();
    expect(await text).toBe('abcd');
  });

  it('ends for a reader that comes late', async () => {
    const queue = new ByteQueue(100, never);
    queue.end();
    expect(await textOf(queue)).toBe('');
  });

  it('says once that too much waits, and takes no more', async () => {
    const onOverflow = vi.fn();
    const queue = new ByteQueue(2, onOverflow);
    for (let i = 0; i < 5; i++) queue.push(Buffer.from('x'));
    expect(onOverflow).toHaveBeenCalledTimes(1);
    expect(await textOf(queue)).toBe('xxx');
  });

  it('keeps nothing for a reader that went away', async () => {
    const queue = new ByteQueue(2, never);
    queue.push(Buffer.from('x'));
    for await (const _ of queue) break;
    for (let i = 0; i < 5; i++) queue.push(Buffer.from('x'));
    expect(await textOf(queue)).toBe('');
  });
});

describe('LineBatch', () => {
  it('writes every 200 ms, when 64 KB are there, and at the end', async () => {
    const clock = new VirtualClock();
    const written: [number, number][] = [];
    const batch = new LineBatch((chunk) => written.push([clock.monotonic(), chunk.length]), clock);
    batch.add('a\n');
    await clock.run(new Promise<void>((resolve) => void clock.at(500, resolve)));
    batch.add(`${'x'.repeat(70_000)}\n`);
    batch.add('b\n');
    batch.end();
    expect(written).toEqual([
      [200, 2],
      [500, 70_001],
      [500, 2],
    ]);
    expect(clock.pending).toBe(0);
  });
});
