import type { SharedTexts } from '../guest/guest-host.ts';

/** Looks into a SharedArray's memory: UTF-8 texts, and where each begins. */
export function sharedTexts(texts: SharedArrayBuffer, offsets: SharedArrayBuffer): SharedTexts {
  const begins = new Uint32Array(offsets);
  const bytes = Buffer.from(texts);
  return {
    length: Math.max(begins.length - 1, 0),
    at: (index) => bytes.toString('utf8', begins[index], begins[index + 1]),
  };
}
