import { describe, expect, it } from 'vitest';
import { failureName, isAnswer } from '../../../src/model/failure-class.ts';

describe('a class of failed requests', () => {
  it.each([
    ['status 503', 'HTTP 503', true],
    ['error 1212', 'connection refused', false],
    ['error 1050', 'no answer in time', false],
    ['error 1020', 'invalid URL', false],
    ['error 1600', 'error 1600', false],
    ['status 0', 'status 0', false],
    ['unknown', 'unknown', false],
    ['other', 'other', false],
  ])('%s is %s', (failureClass, name, isAnswered) => {
    expect(failureName(failureClass)).toBe(name);
    expect(isAnswer(failureClass)).toBe(isAnswered);
  });
});
