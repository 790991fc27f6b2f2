/** What came back over HTTP. */
export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

export interface AnswerBounds {
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** An answer that did not come: in one sentence, without addresses or secrets. */
export class NoAnswer extends Error {}

/**
 * One request that follows no redirect (a redirect would take the token elsewhere), and whose answer is bounded in time
 * and size, whatever the server does.
 * @throws NoAnswer
 */
export async function boundedAnswer(
  url: string,
  init: RequestInit,
  bounds: AnswerBounds,
): Promise<HttpAnswer> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), bounds.timeoutMs);
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: abort.signal });
    return { status: response.status, text: await textOf(response, bounds.maxBytes) };
  } catch (cause) {
    if (cause instanceof NoAnswer) throw cause;
    if (abort.signal.aborted) throw new NoAnswer(`no whole answer within ${bounds.timeoutMs / 1_000} s`);
    throw new NoAnswer(reasonOf(cause));
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

async function textOf(response: Response, maxBytes: number): Promise<string> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes)
      throw new NoAnswer(`the answer is larger than ${Math.round(maxBytes / 2 ** 20)} MiB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** `fetch failed` says nothing; its cause does. */
function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: string; message?: string } };
  if (cause?.code === 'ECONNREFUSED') return 'nothing listens there (connection refused)';
  if (cause?.code === 'ENOTFOUND') return 'no such host';
  return cause?.code ?? cause?.message ?? (error instanceof Error ? error.message : String(error));
}
