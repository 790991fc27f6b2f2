import { createRequire as __createRequire } from 'node:module';import { fileURLToPath as __fileURLToPath } from 'node:url';import { dirname as __pathDirname } from 'node:path';const require = __createRequire(import.meta.url);const __filename = __fileURLToPath(import.meta.url);const __dirname = __pathDirname(__filename);
import{randomUUID as a}from"node:crypto";import{appendFile as c}from"node:fs/promises";async function i(o,n){let t=`perf_gate_${a()}`,e=Object.entries(n).map(([r,s])=>`${r}<<${t}
${s}
${t}
`);await c(o,e.join(""))}async function g(o,{variables:n},t){let e=n.GITHUB_OUTPUT;if(e===void 0||e==="")return t.warn("the outputs were not set: GITHUB_OUTPUT names no file");try{await i(e,o)}catch(r){t.warn(`the outputs were not set: ${r instanceof Error?r.message:String(r)}`)}}export{g as a};
