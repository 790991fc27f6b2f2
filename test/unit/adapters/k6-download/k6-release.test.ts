import { describe, expect, it } from 'vitest';
import { k6Asset, listedSum, PINNED_K6_VERSION } from '../../../../src/adapters/k6-download/k6-release.ts';

describe('the archive of a k6 release', () => {
  it.each([
    ['linux', 'x64', 'linux-amd64.tar.gz', 'k6'],
    ['linux', 'arm64', 'linux-arm64.tar.gz', 'k6'],
    ['darwin', 'x64', 'macos-amd64.zip', 'k6'],
    ['darwin', 'arm64', 'macos-arm64.zip', 'k6'],
    ['win32', 'x64', 'windows-amd64.zip', 'k6.exe'],
  ])('%s %s: %s', (platform, arch, ending, program) => {
    const asset = k6Asset('2.3.0', { platform, arch });
    const name = `k6-v2.3.0-${ending}`;
    expect(asset?.url).toBe(`https://github.com/grafana/k6/releases/download/v2.3.0/${name}`);
    expect(asset?.checksumsUrl).toBe(
      'https://github.com/grafana/k6/releases/download/v2.3.0/k6-v2.3.0-checksums.txt',
    );
    expect(asset?.member).toBe(`${name.replace(/\.(tar\.gz|zip)$/, '')}/${program}`);
    expect(name.endsWith(asset?.format ?? '')).toBe(true);
  });

  it.each([
    ['win32', 'arm64'],
    ['linux', 'arm'],
    ['linux', 'ia32'],
    ['freebsd', 'x64'],
  ])('there is none for %s %s', (platform, arch) => {
    expect(k6Asset('2.3.0', { platform, arch })).toBeNull();
  });

  it('is below a mirror in the same folders', () => {
    const asset = k6Asset('1.8.1', { platform: 'linux', arch: 'x64' }, 'https://mirror.example/k6/');
    expect(asset?.url).toBe('https://mirror.example/k6/v1.8.1/k6-v1.8.1-linux-amd64.tar.gz');
    expect(asset?.checksumsUrl).toBe('https://mirror.example/k6/v1.8.1/k6-v1.8.1-checksums.txt');
  });

  it('is of a version that is pinned', () => {
    expect(PINNED_K6_VERSION).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe('the sum of a file', () => {
  const sum = 'AB'.repeat(32);
  it.each([
    [`${sum}  k6.tar.gz\n`, sum.toLowerCase()],
    [`${sum} *k6.tar.gz\r\n`, sum.toLowerCase()],
    [`${'0'.repeat(64)}  other.tar.gz\n${sum}  k6.tar.gz`, sum.toLowerCase()],
    [`${sum}  not-k6.tar.gz\n`, null],
    [`${sum.slice(1)}  k6.tar.gz\n`, null],
    ['<html>not found</html>', null],
    ['', null],
  ])('in %j', (text, expected) => {
    expect(listedSum(text, 'k6.tar.gz')).toBe(expected);
  });
});
