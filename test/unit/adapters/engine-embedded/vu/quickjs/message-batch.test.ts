import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { MessageBatch } from '../../../../../../src/adapters/engine-embedded/vu/quickjs/message-batch.ts';

function recorded() {
  const sent: { messages: readonly string[]; transfer: readonly ArrayBuffer[] }[] = [];
  const batch = new MessageBatch<string>((messages, transfer) => sent.push({ messages, transfer }));
  return { sent, batch };
}

describe('MessageBatch', () => {
  it('sends what one turn of the event loop brings together, in order, with what is transferred', async () => {
    const { sent, batch } = recorded();
    const bytes = new ArrayBuffer(1);
    batch.add('a');
    batch.add('b', [bytes]);
    expect(sent).toEqual([]);
    await nextTurn();
    expect(sent).toEqual([{ messages: ['a', 'b'], transfer: [bytes] }]);
    expect(sent[0]?.transfer[0]).toBe(bytes);
    batch.add('c');
    await nextTurn();
    expect(sent[1]).toEqual({ messages: ['c'], transfer: [] });
  });

  it('does not let many wait, and sends nothing twice', async () => {
    const { sent, batch } = recorded();
    for (let index = 0; index < 20; index += 1) batch.add(String(index));
    expect(sent.length).toBeGreaterThan(0);
    await nextTurn();
    await nextTurn();
    expect(sent.flatMap(({ messages }) => messages)).toEqual(
      Array.from({ length: 20 }, (_, index) => String(index)),
    );
    batch.flush();
    expect(sent.every(({ messages }) => messages.length > 0)).toBe(true);
  });
});
