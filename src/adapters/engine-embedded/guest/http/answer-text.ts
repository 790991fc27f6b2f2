import type { HttpAnswer } from '../../io/http-call.ts';

/** What the answers of a connection mostly have in common; `url` is empty when it is the one that was asked for. */
export type CommonAnswer = Pick<
  HttpAnswer,
  | 'status'
  | 'status_text'
  | 'url'
  | 'proto'
  | 'error'
  | 'error_code'
  | 'remote_ip'
  | 'remote_port'
  | 'tls_version'
  | 'tls_cipher_suite'
>;

/** What is different in each, and seldom looked at. */
export type AnswerDetail = Pick<HttpAnswer, 'headers' | 'cookies' | 'timings' | 'request'>;

/** An answer on its way to the guest, which parses the one text once for many, and the other when it is asked for. */
export interface AnswerTexts {
  readonly common: string;
  readonly detail: string;
}

/** @param url that was asked for */
export function answerTexts(answer: HttpAnswer, url: string): AnswerTexts {
  const { headers, cookies, timings, request, responseType: _, ...common } = answer;
  return {
    common: JSON.stringify({ ...common, url: answer.url === url ? '' : answer.url } satisfies CommonAnswer),
    detail: JSON.stringify({ headers, cookies, timings, request } satisfies AnswerDetail),
  };
}
