import { describe, expect, it } from 'vitest';
import { failureName, failuresInWords, isAnswer, unansweredOf } from '../../../src/model/failure-class.ts';

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

describe('failures in words', () => {
  it.each([
    [{}, 'for unknown reasons'],
    [{ 'status 500': 7 }, 'HTTP 500'],
    [
      { 'status 500': 1, 'error 1212': 2_000, unknown: 3, 'status 404': 2 },
      'connection refused: 2 000, unknown: 3, HTTP 404: 2',
    ],
  ])('%j: %s', (counts, words) => {
    expect(failuresInWords(counts)).toBe(words);
  });

  it('tells those without an answer from errors that are answers', () => {
    expect(unansweredOf({ 'status 500': 1, 'error 1212': 2, unknown: 3 })).toEqual({
      'error 1212': 2,
      unknown: 3,
    });
  });
});
