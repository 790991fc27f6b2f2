import { createRequire as __createRequire } from 'node:module';import { fileURLToPath as __fileURLToPath } from 'node:url';import { dirname as __pathDirname } from 'node:path';const require = __createRequire(import.meta.url);const __filename = __fileURLToPath(import.meta.url);const __dirname = __pathDirname(__filename);
import{appendFile as o,stat as a}from"node:fs/promises";var i=1024*1024;function u(r){let t=async()=>i-await m(r);return{room:t,async append(e){let n=`${e.trimEnd()}

`;if(Buffer.byteLength(n)>await t())throw new Error("the summary of the step is full (1 MiB)");await o(r,n)}}}async function m(r){try{return(await a(r)).size}catch{return 0}}export{u as a};
