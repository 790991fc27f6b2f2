import { createRequire as __createRequire } from 'node:module';import { fileURLToPath as __fileURLToPath } from 'node:url';import { dirname as __pathDirname } from 'node:path';const require = __createRequire(import.meta.url);const __filename = __fileURLToPath(import.meta.url);const __dirname = __pathDirname(__filename);
function l(o){let n=new AbortController,r=t=>{n.signal.aborted&&o.exit(130),n.abort(t),o.stderr.write(`
${t}: ending the load gracefully; once more to stop at once
`)};return o.on("SIGINT",r),o.on("SIGTERM",r),o.stdout.on("error",()=>{}),n.signal}export{l as a};
