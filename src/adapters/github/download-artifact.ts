import type { GithubClient } from './github-client.ts';

/**
 * An artifact as the zip file that it is, in memory. GitHub answers with a signed address, which is asked without the token; no more
 * than `maxBytes` are read, whatever the sizes that are announced.
 * @throws what octokit throws, or an Error that says what is wrong
 */
export async function downloadArtifact(
  client: GithubClient,
  artifactId: number,
  maxBytes: number,
): Promise<Buffer> {
  const address = await signedAddress(client, artifactId);
  const fetch = await client.fetch();
  const response = await fetch(address);
  if (!response.ok) throw new Error(`the storage of artifacts answered ${response.status}`);
  return bodyOf(response, maxBytes);
}

async function signedAddress({ owner, repo, octokit }: GithubClient, artifactId: number): Promise<string> {
  const { rest } = await octokit();
  const { headers } = await rest.actions.downloadArtifact({
    owner,
    repo,
    artifact_id: artifactId,
    archive_format: 'zip',
    request: { redirect: 'manual', parseSuccessResponseBody: false },
  });
  if (headers.location === undefined) throw new Error('GitHub gave no address for the artifact');
  return headers.location;
}

async function bodyOf(response: Response, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > maxBytes) throw new Error(`it has more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
