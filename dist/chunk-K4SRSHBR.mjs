import { createRequire as __createRequire } from 'node:module';import { fileURLToPath as __fileURLToPath } from 'node:url';import { dirname as __pathDirname } from 'node:path';const require = __createRequire(import.meta.url);const __filename = __fileURLToPath(import.meta.url);const __dirname = __pathDirname(__filename);
import{a as i}from"./chunk-K2OGRK6B.mjs";import{b as t}from"./chunk-KFR5WCWE.mjs";import"./chunk-BQOHTLMV.mjs";import"./chunk-E5POLVOF.mjs";async function c(e,n,{variables:a}){let o=a.GITHUB_STEP_SUMMARY??"";if(o==="")return;let r=["### \u26A0\uFE0F perf-gate could not judge this run",t(e)];n!==null&&r.push(`**What now?** ${t(n)}`),await i(o).append(r.join(`

`)).catch(()=>{})}export{c as summariseError};
