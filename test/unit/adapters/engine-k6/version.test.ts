import { describe, expect, it } from 'vitest';
import { parseK6Version, supportedK6Version } from '../../../../src/adapters/engine-k6/version.ts';

describe('the output of k6 version', () => {
  it.each([
    ['k6 v1.2.3 (commit/abc, go1.24.4, linux/amd64)', '1.2.3', 1],
    ['k6.exe v2.0.0 (go1.25, windows/amd64)\nExtensions:\n  x v3.4.5', '2.0.0', 2],
    ['k6 v2.1.0-rc1 (devel)', '2.1.0-rc1', 2],
    ['k6 v0.57.0 (go1.23)', '0.57.0', 0],
    ['K6 V1.0.0', '1.0.0', 1],
  ])('%j', (output, text, major) => {
    expect(parseK6Version(output)).toEqual({ text, major });
  });

  it.each(['', 'bash: k6: command not found', 'v1.2.3', 'k6 version unknown', 'mk6 v1.2.3', '\0\0\0'])(
    '%j is none',
    (output) => {
      expect(parseK6Version(output)).toBeNull();
    },
  );

  it.each([
    ['k6 v0.57.0', 'k6 v0.57.0 is too old: perf-gate supports v1 and v2'],
    ['k6 v3.0.0', 'k6 v3.0.0 is too new: perf-gate supports v1 and v2'],
    ['what?', 'asking /bin/k6 for its version: expected "k6 v1.2.3 ...", got "what?"'],
  ])('%j is refused in words', (output, message) => {
    expect(() => supportedK6Version(output, '/bin/k6')).toThrow(
      expect.objectContaining({
        code: 'ENGINE_UNSUPPORTED',
        fault: 'environment',
        message: expect.stringContaining(message),
      }),
    );
  });

  it('quotes no more of a strange output than a line', () => {
    expect(() => supportedK6Version('x'.repeat(10_000), '/bin/k6')).toThrow(/got "x{80}"$/);
  });
});
