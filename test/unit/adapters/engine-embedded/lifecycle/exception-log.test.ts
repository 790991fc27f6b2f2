import { describe, expect, it } from 'vitest';
import { exceptionText } from '../../../../../src/adapters/engine-embedded/lifecycle/exception-log.ts';

const FRAME = '    at default (file:///login.js:4:9)';

describe('exceptionText', () => {
  it.each([
    ['no luck', '', 'no luck'],
    ['no luck', FRAME, `no luck\n${FRAME}`],
    ['login', FRAME, `login\n${FRAME}`],
    ['no luck', `Error: no luck\n${FRAME}`, `Error: no luck\n${FRAME}`],
  ])('of the message %j and the stack %j', (message, stack, text) => {
    expect(exceptionText({ message, stack })).toBe(text);
  });
});
