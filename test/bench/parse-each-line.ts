/** What a straightforward reader does: cut lines, parse each, look at the metric. Counts the requests. */
export async function parseEachLine(source: AsyncIterable<Uint8Array>): Promise<number> {
  let requests = 0;
  let held = '';
  for await (const chunk of source) {
    const lines = (held + Buffer.from(chunk).toString('utf8')).split('\n');
    held = lines.pop() ?? '';
    for (const text of lines) {
      const point = JSON.parse(text) as { type: string; metric: string };
      if (point.type === 'Point' && point.metric === 'http_req_duration') requests++;
    }
  }
  return requests;
}
