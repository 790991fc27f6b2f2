import { createRequire as __createRequire } from 'node:module';import { fileURLToPath as __fileURLToPath } from 'node:url';import { dirname as __pathDirname } from 'node:path';const require = __createRequire(import.meta.url);const __filename = __fileURLToPath(import.meta.url);const __dirname = __pathDirname(__filename);
function t(o){let n=new AbortController,r=e=>{n.signal.aborted&&o.exit(130),n.abort(e),o.stderr.write(`
${e}: ending the load gracefully; once more to stop at once
`)};return o.on("SIGINT",r),o.on("SIGTERM",r),n.signal}function i({stdout:o}){o.on("error",()=>{})}export{t as a,i as b};
