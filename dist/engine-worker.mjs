// src/adapters/engine-embedded/vu/quickjs/engine-worker.ts
import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";

// guest-source:guest-source
var nativeGuestSource = '(() => {\n"use strict";var guest=(()=>{var __defProp=Object.defineProperty;var __getOwnPropDesc=Object.getOwnPropertyDescriptor;var __getOwnPropNames=Object.getOwnPropertyNames;var __hasOwnProp=Object.prototype.hasOwnProperty;var __export=(target,all)=>{for(var name in all)__defProp(target,name,{get:all[name],enumerable:!0})},__copyProps=(to,from,except,desc)=>{if(from&&typeof from=="object"||typeof from=="function")for(let key of __getOwnPropNames(from))!__hasOwnProp.call(to,key)&&key!==except&&__defProp(to,key,{get:()=>from[key],enumerable:!(desc=__getOwnPropDesc(from,key))||desc.enumerable});return to};var __toCommonJS=mod=>__copyProps(__defProp({},"__esModule",{value:!0}),mod);var start_native_guest_exports={};__export(start_native_guest_exports,{startNativeGuest:()=>startNativeGuest});function messageOf(thrown){return isError(thrown)?thrown.name==="Error"||thrown.name===""?thrown.message:`${thrown.name}: ${thrown.message}`:typeof thrown=="string"?thrown:describe(thrown)}function stackOf(thrown){return(isError(thrown)?String(thrown.stack??""):"").split(`\n`).filter(line=>line.includes("file://")).join(`\n`)}function isError(thrown){let{name,message,stack}=thrown??{};return typeof name=="string"&&typeof message=="string"&&typeof stack=="string"}function callerModule(){let stack=new Error("").stack??"";return/(file:\\/\\/[^\\n]*?):\\d+:\\d+/.exec(stack)?.[1]??""}function describe(thrown){try{return JSON.stringify(thrown)??String(thrown)}catch{return String(thrown)}}function newGuestState(host){return{host,call:null,group:"",...{tags:{},metadata:{},tagSets:new Map},aborted:null,hasEnded:!0}}function callOf(state,what){if(state.call===null)throw new Error(`${what} is not available in the init context`);return state.call}function needInit(state,what){if(state.call!==null)throw new Error(`${what} is only available in the init context`)}var MOST_TAG_SETS=500;function sampleTags(state,own,check2=null){let key=check2===null?state.group:`${state.group}\\0${check2}\\0`;for(let name in own)key+=`\\0${name}\\0${own[name]}`;let known=state.tagSets.get(key);if(known!==void 0)return known;let tags={...state.call?.tags,...state.tags,group:state.group,...own};return check2!==null&&(tags.check=check2),state.tagSets.size===MOST_TAG_SETS&&state.tagSets.clear(),state.tagSets.set(key,tags),tags}function forgetTagSets(state){state.tagSets.clear()}var TestAborted=class extends Error{name="TestAborted"};function ask(state,op,request,bodies=[]){if(state.aborted!==null)throw new TestAborted(state.aborted);let answer=state.host.ask(op,JSON.stringify(request),bodies);if(!answer.ok)throw new Error(answer.message);return answer}function ownBuffer(bytes){let copy=new Uint8Array(bytes.byteLength);return copy.set(new Uint8Array(bytes)),copy.buffer}function stringTags(tags,what){let result={};if(tags==null)return result;if(typeof tags!="object")throw new TypeError(`${what} must be an object`);for(let[name,value]of Object.entries(tags))if(value!=null){if(typeof value=="object"||typeof value=="function")throw new TypeError(`${what}: the value of "${name}" must be a string, number or boolean`);result[name]=String(value)}return result}function decodeUtf8(state,bytes){return state.host.decodeText(bytes,"utf-8",!1)??""}var STANDARD="ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",URL_SAFE=`${STANDARD.slice(0,62)}-_`;function encodeBase64(bytes,{urlSafe=!1,padded=!0}={}){let alphabet=urlSafe?URL_SAFE:STANDARD,parts=[];for(let at=0;at<bytes.length;at+=3){let left=bytes.length-at,word=(bytes[at]??0)<<16|(bytes[at+1]??0)<<8|(bytes[at+2]??0),digits=[18,12,6,0].map(shift=>alphabet[word>>shift&63]??"").join("");left>=3?parts.push(digits):parts.push(digits.slice(0,left+1)+(padded?"=".repeat(3-left):""))}return parts.join("")}function decodeBase64(text,{urlSafe=!1}={}){let alphabet=urlSafe?URL_SAFE:STANDARD,digits=text.replace(/[\\r\\n]/g,"").replace(/=+$/,""),bytes=new Uint8Array(Math.floor(digits.length*3/4)),word=0,bits=0,at=0;for(let index=0;index<digits.length;index+=1){let digit=alphabet.indexOf(digits[index]??"");if(digit<0)throw new Error(`illegal base64 data at input byte ${index}`);word=(word<<6|digit)&16777215,bits+=6,bits>=8&&(bits-=8,bytes[at]=word>>bits&255,at+=1)}return bytes}function toHostJson(value){return JSON.stringify(value,(_,item)=>{let bytes=bytesOf(item);return bytes===null?item:{$bytes:encodeBase64(bytes)}})??null}function bytesOf(value){return value instanceof ArrayBuffer?new Uint8Array(value):ArrayBuffer.isView(value)?new Uint8Array(value.buffer,value.byteOffset,value.byteLength):null}var CallLoop=class{state;pending=0;outcome=null;argument;onEnd;generation=0;constructor(state,onEnd){this.state=state,this.onEnd=onEnd}begin(){let{generation}=this,isOpen=!0;return this.pending+=1,callback=>{!isOpen||generation!==this.generation||(isOpen=!1,this.pending-=1,this.runJob(callback))}}runJob(callback){if(!this.state.hasEnded){try{callback()}catch(error){this.outcome={error}}this.checkLater()}}start(call,data,exported){let{state}=this;data!==void 0&&(this.argument=data===null?void 0:JSON.parse(data)),state.call?.scenario?.name!==call.scenario?.name&&(state.tags={},state.metadata={},forgetTagSets(state)),state.call=call,state.group=call.group,state.aborted=null,state.hasEnded=!1,this.generation+=1,this.pending=0,this.outcome=null,this.runJob(()=>this.invoke(call,exported))}fail(error){this.runJob(()=>{throw error})}invoke(call,exported){if(typeof exported!="function")throw new TypeError(`the script exports no function "${call.exec}"`);let value=exported(this.argument);if(!isThenable(value)){this.outcome={value};return}let{generation}=this,settle=outcome=>{generation===this.generation&&this.runJob(()=>{this.outcome??=outcome})};value.then(settled=>settle({value:settled}),error=>settle({error}))}checkLater(){let{generation}=this;this.state.host.afterPromiseJobs(()=>{generation===this.generation&&this.check()})}check(){if(this.state.hasEnded)return;(this.state.aborted!==null||this.outcome!==null&&"error"in this.outcome||this.pending===0)&&this.end(this.endOf())}end(end){this.state.hasEnded=!0,this.pending=0,this.onEnd(),this.state.host.finish(end)}endOf(){if(this.state.aborted!==null)return{kind:"aborted",message:this.state.aborted};let{outcome}=this;if(outcome!==null&&"error"in outcome){let{error}=outcome;return error instanceof TestAborted?{kind:"aborted",message:error.message}:{kind:"threw",message:messageOf(error),stack:stackOf(error)}}try{return{kind:"returned",value:toHostJson(outcome?.value)}}catch(error){return{kind:"threw",message:`the value returned is no JSON: ${messageOf(error)}`,stack:""}}}};function isThenable(value){return typeof value?.then=="function"}function makeConsole(host){let writer=level=>(...values)=>host.log(level,values.map(logText).join(" "));return{log:writer("info"),info:writer("info"),debug:writer("debug"),warn:writer("warn"),error:writer("error"),assert:(ok,...values)=>{ok||host.log("error",`Assertion failed ${values.map(logText).join(" ")}`.trim())}}}function logText(value){if(value instanceof Error)return String(value);if(typeof value=="object"&&value!==null)try{return JSON.stringify(value)??String(value)}catch{return"[object Object]"}return String(value)}var VARIANTS={std:{},rawstd:{padded:!1},url:{urlSafe:!0},rawurl:{urlSafe:!0,padded:!1}};function makeEncodingModule(state){return{b64encode:(input,encoding)=>encodeBase64(toBytes(state,input),variantOf(encoding)),b64decode:(input,encoding,format)=>{let bytes=decodeBase64(String(input),variantOf(encoding)).slice();return format==="s"?decodeUtf8(state,bytes.buffer):bytes.buffer}}}function toBytes(state,input){if(typeof input=="string")return new Uint8Array(ownBuffer(state.host.encodeUtf8(input)));let bytes=bytesOf(input);if(bytes===null)throw new TypeError(`want a string or an ArrayBuffer, got ${input===null?"null":typeof input}`);return bytes}function variantOf(encoding){return VARIANTS[encoding===void 0?"std":String(encoding)]??{}}var ALGORITHMS={md4:"md4",md5:"md5",sha1:"sha1",sha256:"sha256",sha384:"sha384",sha512:"sha512",sha512_224:"sha512-224",sha512_256:"sha512-256",ripemd160:"ripemd160"};function makeCryptoModule(state){let direct=Object.keys(ALGORITHMS).map(algorithm=>[algorithm,(input,encoding)=>hasher(state,algorithm,null).update(input).digest(encoding)]);return{...Object.fromEntries(direct),createHash:algorithm=>hasher(state,String(algorithm),null),createHMAC:(algorithm,secret)=>hasher(state,String(algorithm),toBytes(state,secret)),hmac:(algorithm,secret,data,encoding)=>hasher(state,String(algorithm),toBytes(state,secret)).update(data).digest(encoding),hexEncode:data=>toHex(toBytes(state,data)),randomBytes:size=>randomBytes(state,Number(size))}}function randomBytes(state,size){if(!Number.isInteger(size)||size<1)throw new Error(`randomBytes: want a size of 1 or more, got ${size}`);return ownBuffer(state.host.randomBytes(size))}function hasher(state,algorithm,key){let name=ALGORITHMS[algorithm];if(name===void 0)throw new Error(`invalid algorithm: ${algorithm}`);let chunks=[],made={update(data){return chunks.push(toBytes(state,data).slice()),made},digest(encoding){let digest=state.host.hash(name,key===null?null:key.slice().buffer,joined(chunks));if(digest===null)throw new Error(`the algorithm ${algorithm} is not available on this machine`);return encoded(ownBuffer(digest),String(encoding))}};return made}function encoded(digest,encoding){let bytes=new Uint8Array(digest);switch(encoding){case"hex":return toHex(bytes);case"base64":return encodeBase64(bytes);case"base64url":return encodeBase64(bytes,{urlSafe:!0});case"base64rawurl":return encodeBase64(bytes,{urlSafe:!0,padded:!1});case"binary":return digest;default:throw new Error(`invalid output encoding: ${encoding}`)}}function toHex(bytes){return Array.from(bytes,byte=>byte.toString(16).padStart(2,"0")).join("")}function joined(chunks){let bytes=new Uint8Array(chunks.reduce((total,chunk)=>total+chunk.length,0)),offset=0;for(let chunk of chunks)bytes.set(chunk,offset),offset+=chunk.length;return bytes.buffer}function deepFreeze(value){if(typeof value=="object"&&value!==null){for(let item of Object.values(value))deepFreeze(item);Object.freeze(value)}return value}function makeDataModule(state){function SharedArray(name,build){if(needInit(state,"new SharedArray()"),typeof name!="string"||name==="")throw new TypeError("new SharedArray() wants a name that is not empty");if(typeof build!="function")throw new TypeError(`SharedArray "${name}" wants a function as its second argument`);return openShared(state,name,build)}return{SharedArray}}function openShared(state,name,build){let texts=state.host.shared(name);if(texts===null){let built=build();if(!Array.isArray(built))throw new TypeError(`SharedArray "${name}": the function must return an array`);ask(state,"share",{name,elements:built.map(element=>JSON.stringify(element)??"null")}),texts=state.host.shared(name)}return sharedView(texts??{length:0,at:()=>"null"})}function sharedView(texts){let{length}=texts,elementAt=index=>deepFreeze(JSON.parse(texts.at(index))),refuse=()=>{throw new TypeError("a SharedArray cannot be changed")},target=[];return target.length=length,new Proxy(target,{get:(array,key,receiver)=>isIndex(key,length)?elementAt(Number(key)):Reflect.get(array,key,receiver),has:(array,key)=>isIndex(key,length)||Reflect.has(array,key),ownKeys:()=>[...Array.from({length},(_,index)=>String(index)),"length"],getOwnPropertyDescriptor:(array,key)=>isIndex(key,length)?{value:elementAt(Number(key)),enumerable:!0,configurable:!0,writable:!1}:Reflect.getOwnPropertyDescriptor(array,key),set:refuse,defineProperty:refuse,deleteProperty:refuse})}function isIndex(key,length){return typeof key=="string"&&/^(0|[1-9]\\d*)$/.test(key)&&Number(key)<length}function makeEnvOverlay(){let covered=new Map,current="{}";return env=>{let text=JSON.stringify(env);if(text===current)return;current=text;let target=Reflect.get(globalThis,"__ENV");for(let[name,value]of covered)value===void 0?delete target[name]:target[name]=value;covered.clear();for(let[name,value]of Object.entries(env))covered.set(name,target[name]),target[name]=value}}function tagStore(state,kind){let call=callOf(state,`exec.vu.metrics.${kind}`),inherited=kind==="tags"?{...call.tags,group:state.group}:{};return new Proxy({...inherited,...state[kind]},{set(target,name,value){if(!["string","number","boolean"].includes(typeof value))throw new TypeError(`exec.vu.metrics.${kind}["${String(name)}"] must be a string, number or boolean`);return state[kind][String(name)]=String(value),forgetTagSets(state),Reflect.set(target,name,String(value))},deleteProperty(target,name){return delete state[kind][String(name)],forgetTagSets(state),Reflect.deleteProperty(target,name)}})}function makeExecutionModule(state){return{vu:vuPart(state),scenario:scenarioPart(state),instance:instancePart(state),test:testPart(state)}}function vuPart(state){return{get idInInstance(){return callOf(state,"exec.vu"),state.host.vu},get idInTest(){return callOf(state,"exec.vu"),state.host.vu},get iterationInInstance(){return callOf(state,"exec.vu").iteration},get iterationInScenario(){return callOf(state,"exec.vu").iterationInScenario},get tags(){return tagStore(state,"tags")},metrics:{get tags(){return tagStore(state,"tags")},get metadata(){return tagStore(state,"metadata")}}}}function scenarioPart(state){let facts=()=>{let{scenario}=callOf(state,"exec.scenario");if(scenario===null)throw new Error("exec.scenario is not available outside of a scenario");return scenario};return{get name(){return facts().name},get executor(){return facts().executor},get startTime(){return facts().startTimeMs},get progress(){return snapshot(state,facts().name).scenarioProgress},get iterationInInstance(){return facts(),callOf(state,"exec.scenario").iterationInInstance},get iterationInTest(){return facts(),callOf(state,"exec.scenario").iterationInTest}}}function instancePart(state){let now=()=>(callOf(state,"exec.instance"),snapshot(state,null));return{get currentTestRunDuration(){return now().currentTestRunDurationMs},get iterationsCompleted(){return now().iterationsCompleted},get iterationsInterrupted(){return now().iterationsInterrupted},get vusActive(){return now().vusActive},get vusInitialized(){return now().vusInitialized}}}function testPart(state){let options;return{abort(message){throw callOf(state,"exec.test.abort()"),state.aborted=message===void 0?"test aborted":String(message),new TestAborted(state.aborted)},fail(message){callOf(state,"exec.test.fail()"),state.host.markFailed(message===void 0?"":String(message))},get options(){if(state.host.options===null)throw new Error("exec.test.options is not available in the init context");return options??=deepFreeze(JSON.parse(state.host.options)),options}}}function snapshot(state,scenario){return JSON.parse(ask(state,"execution",scenario).json)}var VOID_ELEMENTS=new Set("area base br col embed hr img input link meta param source track wbr".split(" "));function newElement(name,attributes=new Map){return{kind:"element",name,attributes,parent:null,children:[]}}function append(parent,...nodes){for(let node of nodes)node.parent=parent,parent.children.push(node)}function isElement(node){return node.kind==="element"}function elementChildren({children}){return children.filter(isElement)}function*descendants(element){for(let child of element.children)child.kind==="element"&&(yield child,yield*descendants(child))}function textOf(node){return node.kind==="comment"?"":node.kind==="element"?node.children.map(textOf).join(""):node.text}function innerHtml({children}){return children.map(outerHtml).join("")}function outerHtml(node){if(node.kind!=="element")return node.kind==="comment"?`<!--${node.text}-->`:node.kind==="raw"?node.text:escapeText(node.text);if(node.name==="#document")return innerHtml(node);let attributes=[...node.attributes].map(([name,value])=>` ${name}="${escapeText(value)}"`).join(""),start=`<${node.name}${attributes}`;return VOID_ELEMENTS.has(node.name)?`${start}/>`:`${start}>${innerHtml(node)}</${node.name}>`}var ESCAPES={"&":"&amp;","\'":"&#39;","<":"&lt;",">":"&gt;",\'"\':"&#34;"};function escapeText(text){return text.replace(/[&\'<>"]/g,character=>ESCAPES[character]??character)}var NEVER_SENT=new Set(["submit","button","reset","image","file"]);function formValues(elements){return elements.flatMap(element=>[element,...descendants(element)]).filter(isSent).flatMap(field=>{let value=fieldValue(field);return(Array.isArray(value)?value:[value??""]).map(text=>({name:field.attributes.get("name")??"",value:text}))})}function fieldValue(field){switch(field.name){case"textarea":return textOf(field);case"option":return field.attributes.get("value")??textOf(field).trim();case"select":return selectValue(field);case"input":{let type=field.attributes.get("type")?.toLowerCase();return field.attributes.get("value")??(type==="checkbox"||type==="radio"?"on":"")}default:return field.attributes.get("value")}}function selectValue(select2){let options=[...descendants(select2)].filter(({name})=>name==="option"),chosen=options.filter(({attributes})=>attributes.has("selected"));if(select2.attributes.has("multiple"))return chosen.map(option2=>String(fieldValue(option2)));let option=chosen.at(-1)??options[0];return option===void 0?void 0:String(fieldValue(option))}function isSent({name,attributes}){if(!["input","select","textarea"].includes(name)||(attributes.get("name")??"")===""||attributes.has("disabled"))return!1;let type=attributes.get("type")?.toLowerCase()??"";return name==="input"&&NEVER_SENT.has(type)?!1:!(name==="input"&&(type==="checkbox"||type==="radio"))||attributes.has("checked")}function select(root,selector){return[...descendants(root)].filter(element=>fits(element,selector))}function fits(element,selector){return selector.some(complex=>fitsComplex(element,complex,complex.length-1))}function fitsComplex(element,complex,last){let part=complex[last];if(part===void 0)return!0;if(!part.compound.every(matcher=>matcher(element)))return!1;if(last===0)return!0;for(let candidate of related(element,part.combinator))if(fitsComplex(candidate,complex,last-1))return!0;return!1}function*related(element,combinator){if(combinator===">"||combinator===" "){for(let node=element.parent;node!==null&&node.name!=="#document";node=node.parent)if(yield node,combinator===">")return;return}let before2=siblings(element).slice(0,siblings(element).indexOf(element)).reverse();yield*combinator==="+"?before2.slice(0,1):before2}function siblings(element){return element.parent===null?[element]:elementChildren(element.parent)}var FORM_FIELDS=new Set(["input","select","textarea","button"]),PSEUDO={"first-child":element=>siblings(element)[0]===element,"last-child":element=>siblings(element).at(-1)===element,"only-child":element=>siblings(element).length===1,"first-of-type":element=>sameType(element)[0]===element,"last-of-type":element=>sameType(element).at(-1)===element,"only-of-type":element=>sameType(element).length===1,empty:({children})=>children.every(child=>child.kind==="comment"),root:element=>element.parent?.name==="#document",checked:({attributes})=>attributes.has("checked")||attributes.has("selected"),selected:({attributes})=>attributes.has("selected"),disabled:({attributes})=>attributes.has("disabled"),enabled:({name,attributes})=>FORM_FIELDS.has(name)&&!attributes.has("disabled"),input:({name})=>FORM_FIELDS.has(name)},NTH={"nth-child":siblings,"nth-last-child":element=>siblings(element).reverse(),"nth-of-type":sameType,"nth-last-of-type":element=>sameType(element).reverse()},matches={any:(()=>!0),tag:name=>element=>element.name===name,attribute:(name,operator,wanted,ignoresCase)=>({attributes})=>{let value=attributes.get(name);return value===void 0?operator==="!=":ignoresCase?compare(value.toLowerCase(),operator,wanted.toLowerCase()):compare(value,operator,wanted)},pseudo:name=>PSEUDO[name]??null,nested(name,selector){return name==="has"?element=>[...descendants(element)].some(inner=>fits(inner,selector)):element=>fits(element,selector)===(name!=="not")},functional(name,argument){if(name==="contains")return element=>textOf(element).includes(argument);let[list,step]=[NTH[name],parseStep(argument)];return list===void 0||step===null?null:element=>isNth(list(element).indexOf(element)+1,step)}};function sameType(element){return siblings(element).filter(({name})=>name===element.name)}function compare(value,operator,wanted){switch(operator){case"=":return value===wanted;case"!=":return value!==wanted;case"~=":return value.split(/\\s+/).includes(wanted);case"|=":return value===wanted||value.startsWith(`${wanted}-`);case"^=":return wanted!==""&&value.startsWith(wanted);case"$=":return wanted!==""&&value.endsWith(wanted);case"*=":return wanted!==""&&value.includes(wanted);case"#=":return new RegExp(wanted).test(value);default:return!0}}function parseStep(text){if(text==="odd")return[2,1];if(text==="even")return[2,0];let match=/^(?:([+-]?\\d*)n\\s*)?(?:([+-]?)\\s*(\\d+))?$/.exec(text.replace(/\\s+/g," "));if(match===null||text==="")return null;let[,factor,sign,offset]=match;return[factor===void 0?0:factor===""||factor==="+"?1:factor==="-"?-1:Number(factor),+`${sign??""}${offset??0}`]}function isNth(position,[factor,offset]){if(factor===0)return position===offset;let turns=(position-offset)/factor;return Number.isInteger(turns)&&turns>=0}var cache=new Map;function parseSelector(text){let known=cache.get(text);if(known!==void 0)return known;let selector=new SelectorParser(text).parse();return cache.set(text,selector),selector}var NAME=/-?(?:[a-zA-Z_\\u0080-\\uffff]|\\\\.)(?:[\\w-]|[\\u0080-\\uffff]|\\\\.)*/y,ATTRIBUTE=/\\[\\s*([\\w:-]+)\\s*(?:([~|^$*!#]?=)\\s*(?:"([^"]*)"|\'([^\']*)\'|([^\\s\\]]+))\\s*(i)?\\s*)?\\]/y,SelectorParser=class{text;at=0;constructor(text){this.text=text}parse(){let list=[];do list.push(this.complex());while(this.take(/\\s*,/y)!==null);return this.at<this.text.length&&this.fail(),list}complex(){this.take(/\\s*/y);let parts=[{combinator:" ",compound:this.compound()}];for(;;){let combinator=this.take(/\\s*([>+~])\\s*|\\s+(?=[^\\s,)])/y);if(combinator===null)break;parts.push({combinator:combinator[1]??" ",compound:this.compound()})}return this.take(/\\s*(?=[,)]|$)/y),parts}compound(){let matchers=[];for(let first=!0;;first=!1){let matcher=this.simple(first);if(matcher===null)break;matchers.push(matcher)}return matchers.length===0?this.fail():matchers}simple(isFirst){if(isFirst&&this.take(/\\*/y)!==null)return matches.any;if(isFirst){let tag=this.take(NAME);if(tag!==null)return matches.tag(unescaped(tag[0]).toLowerCase())}if(this.take(/#/y)!==null)return matches.attribute("id","=",this.name(),!1);if(this.take(/\\./y)!==null)return matches.attribute("class","~=",this.name(),!1);let attribute=this.take(ATTRIBUTE);if(attribute!==null){let[,name="",operator,double,single,bare,flag]=attribute;return matches.attribute(name.toLowerCase(),operator??"",double??single??bare??"",flag==="i")}return this.take(/:{1,2}/y)===null?null:this.pseudo()}pseudo(){let name=this.name().toLowerCase();if(this.take(/\\(\\s*/y)===null)return matches.pseudo(name)??this.fail();let matcher=this.functional(name);return this.take(/\\s*\\)/y)===null&&this.fail(),matcher}functional(name){if(name==="not"||name==="is"||name==="matches"||name==="has"){let list=[];do list.push(this.complex());while(this.take(/\\s*,/y)!==null);return matches.nested(name,list)}let argument=this.take(/"([^"]*)"|\'([^\']*)\'|([^)]*)/y),text=(argument?.[1]??argument?.[2]??argument?.[3]??"").trim();return matches.functional(name,text)??this.fail()}name(){let match=this.take(NAME);return match===null?this.fail():unescaped(match[0])}take(pattern){pattern.lastIndex=this.at;let match=pattern.exec(this.text);return match!==null&&(this.at+=match[0].length),match}fail(){throw new Error(`the selector "${this.text}" is not understood at character ${this.at+1}`)}};function unescaped(name){return name.replace(/\\\\(.)/g,"$1")}var TEXT_METHODS="abbr accept action alt charset cite content coords crossOrigin dateTime download encType height high href hreflang kind label lang low max maxLength media method min minLength name pattern ping placeholder poster preload rel rows scope shape size sizes span src srcset step target title type useMap width wrap",FLAG_METHODS="async autofocus autoplay checked controls default defer disabled hidden isMap loop multiple muted noValidate open readOnly required reversed selected",Element=class _Element{#node;constructor(node){this.#node=node}nodeName(){return this.#node.kind==="element"?this.#node.name.toUpperCase():`#${this.#node.kind==="comment"?"comment":"text"}`}nodeType(){return this.#node.kind==="element"?this.#node.name==="#document"?9:1:this.#node.kind==="comment"?8:3}nodeValue(){return this.#node.kind==="element"?void 0:this.#node.text}tagName(){return isElement(this.#node)?this.nodeName():void 0}id(){return this.getAttribute("id")??""}className(){return this.getAttribute("class")}classList(){return(this.className()??"").split(/\\s+/).filter(name=>name!=="")}attributes(){return Object.fromEntries([...this.#attributes()].map(([name,value])=>[name,{name,value}]))}getAttribute(name){return this.#attributes().get(String(name).toLowerCase())}getAttributeNode(name){return this.attributes()[String(name).toLowerCase()]}hasAttribute(name){return this.getAttribute(name)!==void 0}hasAttributes(){return this.#attributes().size>0}value(){return isElement(this.#node)?fieldValue(this.#node):void 0}text(){return this.textContent()}textContent(){return textOf(this.#node)}innerHTML(){return isElement(this.#node)?innerHtml(this.#node):void 0}toString(){return outerHtml(this.#node)}childNodes(){return isElement(this.#node)?this.#node.children.map(node=>new _Element(node)):[]}children(){return this.#elementChildren().map(node=>new _Element(node))}childElementCount(){return this.#elementChildren().length}hasChildNodes(){return this.childNodes().length>0}firstChild(){return this.childNodes()[0]}lastChild(){return this.childNodes().at(-1)}firstElementChild(){return this.children()[0]}lastElementChild(){return this.children().at(-1)}parentElement(){let{parent}=this.#node;return parent===null||parent.name==="#document"?void 0:new _Element(parent)}parentNode(){return this.#node.parent===null?void 0:new _Element(this.#node.parent)}ownerDocument(){let node=this.#node;for(;node.parent!==null;)node=node.parent;return new _Element(node)}nextSibling(){return this.#sibling(1)}previousSibling(){return this.#sibling(-1)}nextElementSibling(){return this.#elementSibling(1)}previousElementSibling(){return this.#elementSibling(-1)}getElementsByClassName(name){return this.#below(element=>new _Element(element).classList().includes(String(name)))}getElementsByTagName(name){return this.#below(element=>element.name===String(name).toLowerCase())}querySelector(selector){return this.querySelectorAll(selector)[0]}querySelectorAll(selector){let wanted=parseSelector(String(selector));return this.#below(element=>fits(element,wanted))}matches(selector){return isElement(this.#node)&&fits(this.#node,parseSelector(String(selector)))}contains(other){if(!(other instanceof _Element))return!1;for(let node=other.#node;node!==null;node=node.parent)if(node===this.#node)return!0;return!1}isSameNode(other){return other instanceof _Element&&other.#node===this.#node}isEqualNode(other){return other instanceof _Element&&outerHtml(other.#node)===outerHtml(this.#node)}isDefaultNamespace(){return!0}namespaceURI(){return""}#attributes(){return isElement(this.#node)?this.#node.attributes:new Map}#elementChildren(){return isElement(this.#node)?elementChildren(this.#node):[]}#sibling(step){let all=this.#node.parent?.children??[],node=all[all.indexOf(this.#node)+step];return node===void 0?void 0:new _Element(node)}#elementSibling(step){if(!isElement(this.#node))return;let all=siblings(this.#node),node=all[all.indexOf(this.#node)+step];return node===void 0?void 0:new _Element(node)}#below(isWanted){return isElement(this.#node)?[...descendants(this.#node)].filter(isWanted).map(node=>new _Element(node)):[]}};for(let name of TEXT_METHODS.split(" "))addMethod(name,element=>element.getAttribute(name)??"");for(let name of FLAG_METHODS.split(" "))addMethod(name,element=>element.hasAttribute(name));function addMethod(name,read){Object.defineProperty(Element.prototype,name,{value(){return read(this)},writable:!0,configurable:!0})}var NAMED={amp:"&",lt:"<",gt:">",quot:\'"\',apos:"\'",nbsp:"\\xA0",copy:"\\xA9",reg:"\\xAE",trade:"\\u2122",hellip:"\\u2026",mdash:"\\u2014",ndash:"\\u2013",lsquo:"\\u2018",rsquo:"\\u2019",ldquo:"\\u201C",rdquo:"\\u201D",laquo:"\\xAB",raquo:"\\xBB",bull:"\\u2022",middot:"\\xB7",euro:"\\u20AC",pound:"\\xA3",yen:"\\xA5",cent:"\\xA2",sect:"\\xA7",para:"\\xB6",deg:"\\xB0",plusmn:"\\xB1",times:"\\xD7",divide:"\\xF7",larr:"\\u2190",rarr:"\\u2192",uarr:"\\u2191",darr:"\\u2193",auml:"\\xE4",ouml:"\\xF6",uuml:"\\xFC",Auml:"\\xC4",Ouml:"\\xD6",Uuml:"\\xDC",szlig:"\\xDF",eacute:"\\xE9",egrave:"\\xE8",agrave:"\\xE0",ccedil:"\\xE7",ntilde:"\\xF1"};function decodeEntities(text){return text.includes("&")?text.replace(/&(?:#(\\d+)|#x([0-9a-f]+)|([a-z][a-z0-9]*));?/gi,(whole,decimal,hex,name)=>{if(name!==void 0)return NAMED[name]??whole;let code=decimal===void 0?Number.parseInt(hex,16):Number(decimal);return code>0&&code<=1114111?String.fromCodePoint(code):"\\uFFFD"}):text}var RAW_TEXT=new Set(["script","style","textarea","title","xmp","iframe","noframes"]),ESCAPABLE=new Set(["textarea","title"]),BLOCKS="address article aside blockquote div dl fieldset footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul",IMPLIED_ENDS={li:["li","ul ol"],dt:["dt dd","dl"],dd:["dt dd","dl"],option:["option","select datalist optgroup"],optgroup:["option optgroup","select"],tr:["td th tr","table"],td:["td th","tr table"],th:["td th","tr table"],thead:["td th tr thead tbody tfoot","table"],tbody:["td th tr thead tbody tfoot","table"],tfoot:["td th tr thead tbody tfoot","table"],...Object.fromEntries(BLOCKS.split(" ").map(name=>[name,["p","button td th li body"]]))},TAG=/<(\\/?)([a-zA-Z][^\\s/>]*)((?:[^"\'>]|"[^"]*"|\'[^\']*\')*)>/y,ATTRIBUTE2=/([^\\s=/"\'>]+)(?:\\s*=\\s*(?:"([^"]*)"|\'([^\']*)\'|([^\\s"\'>]+)))?/g;function parseDocument(markup){let parser=new Parser(markup);return withBody(parser.parse())}var Parser=class{markup;root=newElement("#document");open=this.root;at=0;constructor(markup){this.markup=markup}parse(){for(;this.at<this.markup.length;){let next=this.markup.indexOf("<",this.at);if(next<0){this.text(this.markup.length);break}next>this.at&&this.text(next),this.markupAt()}return this.root}markupAt(){let rest=this.markup.slice(this.at,this.at+9).toLowerCase();rest.startsWith("<!--")?this.comment():rest.startsWith("<!")||rest.startsWith("<?")?this.skipPast(">"):this.tag()||this.text(this.at+1)}text(end){let text=decodeEntities(this.markup.slice(this.at,end));this.at=end,append(this.open,{kind:"text",parent:null,text})}comment(){let end=this.markup.indexOf("-->",this.at+4),text=this.markup.slice(this.at+4,end<0?void 0:end);this.at=end<0?this.markup.length:end+3,append(this.open,{kind:"comment",parent:null,text})}skipPast(mark){let end=this.markup.indexOf(mark,this.at);this.at=end<0?this.markup.length:end+mark.length}tag(){TAG.lastIndex=this.at;let match=TAG.exec(this.markup);if(match===null)return!1;let[whole,slash,rawName="",attributes=""]=match;this.at+=whole.length;let name=rawName.toLowerCase();return slash==="/"?this.close(name):this.start(name,attributes),!0}start(name,attributes){this.closeImplied(name),name==="tr"&&this.open.name==="table"&&this.push(newElement("tbody"));let element=newElement(name,attributesOf(attributes));this.push(element),RAW_TEXT.has(name)?this.rawText(element):(VOID_ELEMENTS.has(name)||attributes.endsWith("/")&&isForeign(this.open))&&this.pop()}push(element){append(this.open,element),this.open=element}pop(){this.open=this.open.parent??this.root}rawText(element){let end=this.markup.toLowerCase().indexOf(`</${element.name}`,this.at),text=this.markup.slice(this.at,end<0?void 0:end),isEscapable=ESCAPABLE.has(element.name);text!==""&&append(element,{kind:isEscapable?"text":"raw",parent:null,text:isEscapable?decodeEntities(text):text}),this.at=end<0?this.markup.length:end,end>=0&&this.skipPast(">"),this.pop()}closeImplied(name){let[ends,within]=IMPLIED_ENDS[name]??["",""];if(ends==="")return;let[ended,stops]=[ends.split(" "),within.split(" ")],last=null;for(let node=this.open;node!==null&&!stops.includes(node.name);node=node.parent)ended.includes(node.name)&&(last=node);last!==null&&(this.open=last.parent??this.root)}close(name){for(let node=this.open;node!==null;node=node.parent)if(node.name===name){this.open=node.parent??this.root;return}}};function isForeign(element){for(let node=element;node!==null;node=node.parent)if(node.name==="svg"||node.name==="math")return!0;return!1}function attributesOf(text){let attributes=new Map;for(let[,name="",double,single,bare]of text.matchAll(ATTRIBUTE2)){let key=name.toLowerCase();attributes.has(key)||attributes.set(key,decodeEntities(double??single??bare??""))}return attributes}var HEAD_ELEMENTS=new Set(["title","meta","link","base","style"]);function withBody(root){let given=elementChildren(root).find(({name})=>name==="html"),html=given??newElement("html"),loose=(given??root).children;given===void 0&&(root.children=[]),html.children=[];let head=loose.find(node=>node.kind==="element"&&node.name==="head")??newElement("head"),body=loose.find(node=>node.kind==="element"&&node.name==="body")??newElement("body");for(let node of loose){if(node===head||node===body||head.kind!=="element"||body.kind!=="element")continue;let isHead=node.kind==="element"&&HEAD_ELEMENTS.has(node.name)&&body.children.length===0;node.kind==="text"&&node.text.trim()===""&&body.children.length===0||append(isHead?head:body,node)}return append(html,head,body),given===void 0&&append(root,html),root}var Selection=class _Selection{#nodes;constructor(nodes){this.#nodes=[...new Set(nodes)]}find(selector){let wanted=parseSelector(String(selector));return new _Selection(this.#elements().flatMap(element=>select(element,wanted)))}filter(filter){return this.#picked(filter,!0)}not(filter){return this.#picked(filter,!1)}is(filter){return this.filter(filter).size()>0}has(selector){let wanted=parseSelector(String(selector));return new _Selection(this.#elements().filter(element=>[...descendants(element)].some(inner=>fits(inner,wanted))))}closest(selector){let wanted=parseSelector(String(selector));return this.#each(element=>[element,...ancestors(element)].filter(node=>fits(node,wanted)).slice(0,1))}children(selector){return this.#each(elementChildren,selector)}contents(){return new _Selection(this.#elements().flatMap(({children})=>children))}parent(selector){return this.#each(element=>ancestors(element).slice(0,1),selector)}parents(selector){return this.#each(ancestors,selector)}parentsUntil(until,selector){return this.#each(element=>before(ancestors(element),until),selector)}next(selector){return this.#each(element=>following(element).slice(0,1),selector)}nextAll(selector){return this.#each(following,selector)}nextUntil(until,selector){return this.#each(element=>before(following(element),until),selector)}prev(selector){return this.#each(element=>preceding(element).slice(0,1),selector)}prevAll(selector){return this.#each(preceding,selector)}prevUntil(until,selector){return this.#each(element=>before(preceding(element),until),selector)}first(){return this.eq(0)}last(){return this.eq(-1)}eq(index){let node=this.#nodes.at(index);return new _Selection(node===void 0?[]:[node])}slice(start,end){return new _Selection(this.#nodes.slice(start,end))}size(){return this.#nodes.length}get(index){let node=this.#nodes.at(index);return node===void 0?void 0:new Element(node)}toArray(){return this.#nodes.map(node=>new _Selection([node]))}each(handler){for(let[index,node]of this.#nodes.entries())handler(index,new Element(node));return this}map(mapper){return this.toArray().map((selection,index)=>mapper(index,selection))}text(){return this.#nodes.map(textOf).join("")}html(){let[first]=this.#elements();return first===void 0?void 0:innerHtml(first)}attr(name,fallback){return this.#elements()[0]?.attributes.get(String(name).toLowerCase())??fallback}data(key){let[first]=this.#elements();if(key!==void 0)return dataValue(first?.attributes.get(`data-${kebab(String(key))}`));let all=[...first?.attributes??[]].filter(([name])=>name.startsWith("data-"));return Object.fromEntries(all.map(([name,value])=>[camel(name.slice(5)),dataValue(value)]))}val(){let[first]=this.#elements();return first===void 0?void 0:fieldValue(first)}serializeArray(){return formValues(this.#elements())}serializeObject(){return Object.fromEntries(this.serializeArray().map(({name,value})=>[name,value]))}serialize(){return this.serializeArray().map(({name,value})=>`${encodeURIComponent(name)}=${encodeURIComponent(value).replace(/%20/g,"+")}`).join("&")}#elements(){return this.#nodes.filter(isElement)}#each(step,selector){let found2=new _Selection(this.#elements().flatMap(step));return selector===void 0||selector===""?found2:found2.filter(selector)}#picked(filter,isWanted){let test=this.#testOf(filter);return new _Selection(this.#nodes.filter((node,index)=>test(node,index)===isWanted))}#testOf(filter){if(filter instanceof _Selection){let nodes=new Set(filter.#nodes);return node=>nodes.has(node)}if(typeof filter=="function")return(node,index)=>!!filter(index,new _Selection([node]));let selector=parseSelector(String(filter));return node=>isElement(node)&&fits(node,selector)}};function ancestors(element){let found2=[];for(let node=element.parent;node!==null&&node.name!=="#document";node=node.parent)found2.push(node);return found2}function following(element){let all=siblings(element);return all.slice(all.indexOf(element)+1)}function preceding(element){let all=siblings(element);return all.slice(0,all.indexOf(element)).reverse()}function before(elements,until){if(until===void 0||until==="")return elements;let selector=parseSelector(String(until)),end=elements.findIndex(element=>fits(element,selector));return end<0?elements:elements.slice(0,end)}function dataValue(text){if(text!==void 0){if(/^(true|false|null|-?\\d+(\\.\\d+)?)$/.test(text)||/^[[{]/.test(text))try{return JSON.parse(text)}catch{return text}return text}}function kebab(name){return name.replace(/[A-Z]/g,letter=>`-${letter.toLowerCase()}`)}function camel(name){return name.replace(/-([a-z])/g,(_,letter)=>letter.toUpperCase())}function makeHtmlModule(){return{parseHTML,Element,Selection}}function parseHTML(markup){if(typeof markup!="string")throw new TypeError(`parseHTML() wants a text, got ${typeof markup}`);return new Selection([parseDocument(markup)])}var CookieJarHandle=class{id;#state;constructor(state,id){this.#state=state,this.id=id}cookiesForURL(url){return this.#ask({do:"list",url:String(url)})}set(url,name,value,options={}){return this.#ask({do:"set",url:String(url),name:String(name),value:String(value),options}),!0}clear(url){this.#ask({do:"remove",url:String(url)})}delete(url,name){this.#ask({do:"remove",url:String(url),name:String(name)})}#ask(request){return JSON.parse(ask(this.#state,"jar",{jar:this.id,...request}).json)}};var ExpectedStatusesCallback=class{statuses;constructor(statuses){this.statuses=statuses}},DEFAULT_EXPECTED=[{min:200,max:399}];function expectedStatuses(...entries){if(entries.length===0)throw new Error("expectedStatuses() wants at least one status or {min, max}");return new ExpectedStatusesCallback(entries.map(entryOf))}function expectedOf(callback){if(callback===null)return null;if(callback instanceof ExpectedStatusesCallback)return callback.statuses;throw new Error("a responseCallback must be null or come from http.expectedStatuses()")}function entryOf(entry){if(typeof entry=="number"&&Number.isInteger(entry))return entry;let{min,max}=entry??{};if(typeof min=="number"&&typeof max=="number"&&Number.isInteger(min)&&Number.isInteger(max))return{min,max};throw new Error(`expectedStatuses() wants integers or {min, max} of integers, got ${JSON.stringify(entry)}`)}function encodeForm(fields){return Object.entries(fields).flatMap(([key,value])=>Array.isArray(value)?value.map(item=>pair(key,item)):[pair(key,value)]).join("&")}function fieldText(value){return value==null?"":String(value)}function pair(key,value){return`${escapeQuery(key)}=${escapeQuery(fieldText(value))}`}function escapeQuery(text){return encodeURIComponent(text).replace(/[!\'()*]/g,character=>`%${character.charCodeAt(0).toString(16).toUpperCase()}`).replace(/%20/g,"+")}var FileData=class{data;filename;content_type;constructor(data,filename,contentType){this.data=data,this.filename=filename,this.content_type=contentType}};function encodeMultipart(fields,boundary,encode){let chunks=[];for(let[name,value]of Object.entries(fields))for(let item of Array.isArray(value)?value:[value])chunks.push(encode(`--${boundary}\\r\n${partHead(name,item)}\\r\n\\r\n`)),chunks.push(item instanceof FileData?item.data:encode(fieldText(item))),chunks.push(encode(`\\r\n`));return chunks.push(encode(`--${boundary}--\\r\n`)),concatenated(chunks)}function hasFile(fields){return Object.values(fields).some(value=>value instanceof FileData||Array.isArray(value)&&value.some(item=>item instanceof FileData))}function partHead(name,value){let disposition=`Content-Disposition: form-data; name="${quoted(name)}"`;return value instanceof FileData?`${disposition}; filename="${quoted(value.filename)}"\\r\nContent-Type: ${value.content_type}`:disposition}function quoted(text){return text.replace(/\\\\/g,"\\\\\\\\").replace(/"/g,\'\\\\"\').replace(/\\r/g,"%0D").replace(/\\n/g,"%0A")}function concatenated(chunks){let bytes=new Uint8Array(chunks.reduce((total,chunk)=>total+chunk.length,0)),offset=0;for(let chunk of chunks)bytes.set(chunk,offset),offset+=chunk.length;return bytes}var TemplateUrl=class{url;name;constructor(url,name){this.url=url,this.name=name}toString(){return this.url}};function nameUrl(parts,...values){if(typeof parts=="string")return new TemplateUrl(parts,parts);let url=parts.map((part,index)=>index===0?part:`${String(values[index-1])}${part}`).join("");return new TemplateUrl(url,parts.join("${}"))}function toNamedUrl(url){return url instanceof TemplateUrl?url:{url:String(url),name:null}}function toRequestBody(state,body){if(body==null)return{body:null,contentType:null};if(typeof body!="object")return{body:String(body),contentType:null};let bytes=body instanceof FileData?body.data:bytesOf(body);if(bytes!==null)return{body:bytes.slice().buffer,contentType:null};if(!hasFile(body))return{body:encodeForm(body),contentType:"application/x-www-form-urlencoded"};let boundary=randomBoundary(state);return{body:encodeMultipart(body,boundary,text=>toBytes(state,text)).slice().buffer,contentType:`multipart/form-data; boundary=${boundary}`}}function randomBoundary(state){let bytes=new Uint8Array(ownBuffer(state.host.randomBytes(30)));return Array.from(bytes,byte=>byte.toString(16).padStart(2,"0")).join("")}var UNITS={ns:1e-6,us:.001,\\u00B5s:.001,ms:1,s:1e3,m:6e4,h:36e5};function parseTimeout(timeout){if(timeout==null)return 6e4;let text=String(timeout).trim();if(text!==""&&Number.isFinite(Number(text)))return Number(text);if(!/^(\\d+(\\.\\d+)?(ns|us|\xB5s|ms|s|m|h))+$/.test(text))throw new Error(`params.timeout: "${text}" is no duration; want milliseconds or e.g. "10s"`);return[...text.matchAll(/(\\d+(?:\\.\\d+)?)(ns|us|\xB5s|ms|s|m|h)/g)].reduce((total,[,number,unit])=>total+Number(number)*(UNITS[unit??""]??0),0)}function toHttpCall(state,method,{url,name},params,contentType,defaultExpected){let own=stringTags(params.tags,"params.tags"),headers=headerPairs(params.headers);contentType!==null&&!headers.some(([header])=>header.toLowerCase()==="content-type")&&headers.push(["Content-Type",contentType]);let callback=params.responseCallback,tagName=own.name??name;return{method,url,name:tagName??null,headers,cookies:requestCookies(params.cookies),jar:params.jar instanceof CookieJarHandle?params.jar.id:0,timeoutMs:parseTimeout(params.timeout),redirects:params.redirects===void 0||params.redirects===null?null:Number(params.redirects),auth:authOf(params.auth),compression:typeof params.compression=="string"?params.compression:"",responseType:responseTypeOf(params.responseType),expected:callback===void 0?defaultExpected:expectedOf(callback),tags:sampleTags(state,tagName==null?own:{...own,name:tagName}),metadata:state.metadata}}function authOf(auth){if(auth==null||auth===""||auth==="basic")return null;if(auth==="digest")return auth;throw new Error(`params.auth "${String(auth)}" is not available in the embedded engine; it needs real k6`)}function headerPairs(headers){if(headers==null)return[];if(typeof headers!="object")throw new TypeError("params.headers must be an object");return Object.entries(headers).filter(([,value])=>value!=null).map(([name,value])=>[name,String(value)])}function requestCookies(cookies){if(cookies==null)return{};if(typeof cookies!="object")throw new TypeError("params.cookies must be an object");return Object.fromEntries(Object.entries(cookies).map(([name,cookie])=>{if(typeof cookie!="object"||cookie===null)return[name,{value:String(cookie),replace:!1}];let{value,replace}=cookie;return[name,{value:String(value??""),replace:replace===!0}]}))}function responseTypeOf(type){if(type==null||type==="")return null;if(type==="text"||type==="binary"||type==="none")return type;throw new Error(`params.responseType must be "text", "binary" or "none", got "${String(type)}"`)}function queryJson(value,path){return lookUp(value,splitPath(path))}function lookUp(value,parts){let[part,...rest]=parts;if(part===void 0)return value;if(Array.isArray(value)&&part.startsWith("#"))return lookUpEach(value,part,rest);if(typeof value!="object"||value===null)return;let key=/[*?]/.test(part)?Object.keys(value).find(name=>globToRegExp(part).test(name)):part;if(!(key===void 0||!Object.hasOwn(value,key)||Array.isArray(value)&&key==="length"))return lookUp(value[key],rest)}function lookUpEach(list,part,rest){if(part==="#")return rest.length===0?list.length:found(list.map(item=>lookUp(item,rest)));let query=/^#\\((.*)\\)(#?)$/s.exec(part);if(query===null)return;let matches2=list.filter(item=>satisfies(item,query[1]??""));return query[2]==="#"?rest.length===0?matches2:found(matches2.map(item=>lookUp(item,rest))):matches2.length===0?void 0:lookUp(matches2[0],rest)}function found(values){return values.filter(value=>value!==void 0)}function satisfies(item,condition){let match=/^(.*?)\\s*(==|!=|<=|>=|!%|<|>|%|=)\\s*(.*)$/s.exec(condition);if(match===null)return lookUp(item,splitPath(condition))!==void 0;let[,path="",operator="",literal=""]=match,left=path===""?item:lookUp(item,splitPath(path));return left===void 0||typeof left=="object"&&left!==null?!1:compare2(left,operator,literalValue(literal))}function compare2(left,operator,right){if(operator==="%"||operator==="!%")return typeof left=="string"&&globToRegExp(String(right)).test(left)===(operator==="%");if(typeof left!=typeof right)return operator==="!=";let[a,b]=[left,right];switch(operator){case"!=":return a!==b;case"<":return a<b;case"<=":return a<=b;case">":return a>b;case">=":return a>=b;default:return a===b}}function literalValue(text){try{return JSON.parse(text)}catch{return text}}function globToRegExp(glob){let source=glob.replace(/[.+^${}()|[\\]\\\\]/g,"\\\\$&").replace(/\\*/g,".*").replace(/\\?/g,".");return new RegExp(`^${source}$`,"s")}function splitPath(path){let parts=[],part="",depth=0,isQuoted=!1;for(let at=0;at<path.length;at+=1){let character=path.charAt(at);if(character==="\\\\"&&depth===0){at+=1,part+=path.charAt(at);continue}depth>0&&character===\'"\'&&(isQuoted=!isQuoted),!isQuoted&&character==="("&&(depth+=1),!isQuoted&&character===")"&&(depth-=1),depth===0&&(character==="."||character==="|")?(parts.push(part),part=""):part+=character}return[...parts,part]}function resolveUrl(reference,base){if(/^[a-z][a-z0-9+.-]*:/i.test(reference))return reference;let[,origin="",given="",query=""]=/^([a-z][a-z0-9+.-]*:\\/\\/[^/?#]*)([^?#]*)(\\?[^#]*)?/i.exec(base)??[],path=given===""?"/":given;if(reference.startsWith("//"))return`${origin.slice(0,origin.indexOf(":")+1)}${reference}`;let[,target="",rest=""]=/^([^?#]*)(.*)$/s.exec(reference)??[];if(target==="")return`${origin}${path}${rest.startsWith("?")?"":query}${rest}`;let full=target.startsWith("/")?target:`${path.slice(0,path.lastIndexOf("/")+1)||"/"}${target}`;return`${origin}${withoutDots(full)}${rest}`}function withoutDots(path){let kept=[],parts=path.split("/");for(let[index,part]of parts.entries()){let isLast=index===parts.length-1;part===".."?(kept.length>1&&kept.pop(),isLast&&kept.push("")):part==="."?isLast&&kept.push(""):kept.push(part)}return kept.join("/")}function formRequest(page,url,how={}){let{formSelector="form",submitSelector=\'[type="submit"]\',fields={},params}=how,form=page.find(formSelector).first();if(form.size()===0)throw missing(formSelector,url);let submit=form.find(submitSelector).first(),name=submit.attr("name"),pressed=name===void 0?{}:{[name]:submit.val()??""},values={...form.serializeObject(),...pressed,...fields},target=resolveUrl(form.attr("action")??"",url),method=(form.attr("method")??"GET").toUpperCase();if(method!=="GET")return{method,url:target,body:values,params};let query=encodeForm(values);return{method,url:`${target.replace(/[?#].*$/s,"")}?${query}`,body:null,params}}function linkRequest(page,url,how={}){let{selector="a[href]",params}=how,href=page.find(selector).first().attr("href");if(href===void 0)throw missing(selector,url);return{method:"GET",url:resolveUrl(href,url),body:null,params}}function missing(selector,url){return new Error(`no element found for selector \'${selector}\' in response \'${url}\'`)}var Response=class{body;ocsp={produced_at:0,this_update:0,next_update:0,revoked_at:0,revocation_reason:"",status:""};#parsed;constructor(answer,body,ways){let{responseType:_,...members}=answer;Object.assign(this,members),this.body=body,this.#ways=ways}#ways;json(path){return this.#parsed??=this.#parse(this.#text("json()")),path===void 0?this.#parsed:queryJson(this.#parsed,String(path))}html(selector){let page=parseHTML(this.#text("html()"));return selector===void 0?page:page.find(selector)}submitForm(how){return this.#ways.send(formRequest(this.html(),this.url,how))}clickLink(how){return this.#ways.send(linkRequest(this.html(),this.url,how))}#text(member){if(this.body===null)throw new Error(`response.${member}: there is no body; see responseType and discardResponseBodies`);return typeof this.body=="string"?this.body:this.#ways.decode(this.body)}#parse(text){try{return JSON.parse(text)}catch(error){let reason=error instanceof Error?error.message:String(error);throw new Error(`response.json(): the body of ${this.url} is no JSON: ${reason}`)}}};var Requests=class{expected=DEFAULT_EXPECTED;state;loop;constructor(state,loop){this.state=state,this.loop=loop}send(method,url,body,params){let request=this.prepare(method,url,body,params),{json,bodies}=ask(this.state,"http",request.call,[request.body]);return this.respond(request,JSON.parse(json),bodies[0]??null)}sendLater(method,url,body,params){let request=this.prepare(method,url,body,params),settle=this.loop.begin();return new Promise((resolve,reject)=>{this.state.host.askLater("http",JSON.stringify(request.call),[request.body],answer=>settle(()=>{if(!answer.ok)return reject(new Error(answer.message));try{resolve(this.respond(request,JSON.parse(answer.json),answer.bodies[0]??null))}catch(error){reject(error)}}))})}batch(entries){if(typeof entries!="object"||entries===null)throw new TypeError("http.batch() wants an array or an object");let requests=Object.entries(entries).map(([key,entry])=>({key,...this.prepareEntry(entry)})),{json,bodies}=ask(this.state,"batch",requests.map(({call})=>call),requests.map(({body})=>body)),answers=JSON.parse(json),responses=requests.map((request,index)=>[request.key,this.respond(request,answers[index],bodies[index]??null)]);return Array.isArray(entries)?responses.map(([,response])=>response):Object.fromEntries(responses)}prepareEntry(entry){if(Array.isArray(entry)){let[method2,url2,body2,params2]=entry;return this.prepare(String(method2).toUpperCase(),url2,body2,params2)}if(typeof entry=="string"||entry instanceof TemplateUrl)return this.prepare("GET",entry,null,null);if(typeof entry!="object"||entry===null)throw new TypeError("http.batch(): an entry is no request");let{method,url,body,params}=entry;return this.prepare(method===void 0?"GET":String(method).toUpperCase(),url,body,params)}prepare(method,url,body,params){callOf(this.state,"making http requests");let options=params??{},made=toRequestBody(this.state,body),call=toHttpCall(this.state,method,toNamedUrl(url),options,made.contentType,this.expected),throws=options.throw===void 0?this.state.host.throwsByDefault:options.throw===!0;return{call,body:made.body,throws}}respond({call,throws},answer,body){let{host}=this.state;if(answer.status===0){if(throws)throw new Error(`${call.method} ${call.url}: ${answer.error}`);host.log("warn",`Request Failed: ${call.method} ${call.url}: ${answer.error}`)}let own=body===null||typeof body=="string"?body:ownBuffer(body);return new Response(answer,own,{decode:bytes=>decodeUtf8(this.state,bytes),send:({method,url,body:form,params})=>this.send(method,url,form,params)})}};var OCSP_STATUSES=["good","revoked","server_failed","unknown"],OCSP_REASONS=["unspecified","key_compromise","ca_compromise","affiliation_changed","superseded","cessation_of_operation","certificate_hold","remove_from_crl","privilege_withdrawn","aa_compromise"],OCSP_NAMES=Object.fromEntries([...OCSP_STATUSES.map(status=>[`OCSP_STATUS_${status.toUpperCase()}`,status]),...OCSP_REASONS.map(reason=>[`OCSP_REASON_${reason.toUpperCase()}`,reason])]);function makeHttpModule(state,loop){let requests=new Requests(state,loop),withBody2=method=>(url,body,params)=>requests.send(method,url,body,params);return{get:(url,params)=>requests.send("GET",url,null,params),head:(url,params)=>requests.send("HEAD",url,null,params),post:withBody2("POST"),put:withBody2("PUT"),patch:withBody2("PATCH"),del:withBody2("DELETE"),options:withBody2("OPTIONS"),request:(method,url,body,params)=>requests.send(String(method).toUpperCase(),url,body,params),asyncRequest:(method,url,body,params)=>requests.sendLater(String(method).toUpperCase(),url,body,params),batch:entries=>requests.batch(entries),url:nameUrl,file:(data,filename,contentType)=>new FileData(toBytes(state,data),String(filename===void 0?Math.round(state.host.now()*1e6):filename),contentType===void 0?"application/octet-stream":String(contentType)),cookieJar:()=>(callOf(state,"http.cookieJar()"),new CookieJarHandle(state,0)),CookieJar:jarClass(state),expectedStatuses,setResponseCallback:callback=>{requests.expected=expectedOf(callback)},SSL_3_0:"ssl3.0",TLS_1_0:"tls1.0",TLS_1_1:"tls1.1",TLS_1_2:"tls1.2",TLS_1_3:"tls1.3",...OCSP_NAMES}}function jarClass(state){let lastId=0,forgotten=new FinalizationRegistry(id=>state.host.dropJar(id));return class extends CookieJarHandle{constructor(){lastId+=1,super(state,lastId),forgotten.register(this,lastId)}}}function formatDuration(ms){if(ms>=2*864e5&&ms%864e5===0)return`${ms/864e5}d`;if(ms<1e3)return`${Math.round(ms)}ms`;let parts=[],rest=Math.round(ms/100)/10;for(let[unit,seconds]of[["h",3600],["m",60]]){let count=Math.floor(rest/seconds),readsAsSeconds=unit==="m"&&rest===60&&parts.length===0;count>0&&!readsAsSeconds&&(parts.push(`${count}${unit}`),rest=Math.round((rest-count*seconds)*10)/10)}return(rest>0||parts.length===0)&&parts.push(`${rest}s`),parts.join("")}var KIB=1024,UNIT_FACTOR={s:1e3,ms:1,us:.001};function textSummary(data){return`${[...[["Checks",checkLines(data.root_group)],["Thresholds",thresholdLines(data)],["Metrics",metricLines(data)]].filter(([,lines])=>lines.length>0).map(([title,lines])=>[title,...lines].join(`\n  `)),`Took ${formatDuration(data.state.testRunDurationMs)}.`].join(`\n\n`)}\n`}function checkLines(group2){let where=group2.path===""?"":`${group2.path.slice(2).replaceAll("::"," > ")}: `;return[...group2.checks.map(({name,passes,fails})=>{let count=fails===0?`all ${passes} passed`:`${fails} of ${passes+fails} failed`;return`${fails===0?"ok    ":"FAILED"}  ${where}${name} (${count})`}),...group2.groups.flatMap(checkLines)]}function thresholdLines({metrics}){return Object.entries(metrics).flatMap(([name,{thresholds={}}])=>Object.entries(thresholds).map(([expression,{ok}])=>`${ok?"ok    ":"FAILED"}  ${name}: ${expression}`))}function metricLines(data){let metrics=Object.entries(data.metrics),width=Math.max(0,...metrics.map(([name])=>name.length));return metrics.map(([name,metric])=>`${name.padEnd(width)}  ${valuesText(metric,data.options.summaryTimeUnit)}`)}function valuesText({type,contains,values},timeUnit){let format=value=>amount(value,contains,timeUnit),{count=0,rate=0,passes=0,fails=0}=values;return type==="counter"?`${format(count)} (${format(rate)}/s)`:type==="rate"?`${short(rate*100)} % (${passes} of ${passes+fails})`:Object.entries(values).map(([name,value])=>`${name} ${name==="count"?value:format(value)}`).join("  ")}function amount(value,contains,timeUnit){return contains==="time"?timeText(value,timeUnit):contains!=="data"?short(value):value>=KIB*KIB?`${short(value/KIB/KIB)} MiB`:value>=KIB?`${short(value/KIB)} KiB`:`${short(value)} B`}function timeText(ms,unit){return unit==="s"||unit==="ms"||unit==="us"?`${short(ms/UNIT_FACTOR[unit])}${unit}`:ms>=1e4?`${short(ms/1e3)}s`:`${short(ms)}ms`}function short(value){return Number.isInteger(value)?String(value):value.toFixed(2)}var[RED,GREEN,PLAIN]=["\\x1B[31m","\\x1B[32m","\\x1B[0m"];function makeK6Summary(){return{textSummary:(data,{indent="",enableColors=!0}={})=>textSummary(data).split(`\n`).map(line=>line===""?line:`${indent}${enableColors?coloured(line):line}`).join(`\n`),jUnit:jUnitReport,humanizeValue:(value,{contains})=>contains==="time"?`${Math.round(value*100)/100}ms`:String(Math.round(value*100)/100)}}function coloured(line){return/^ {2}ok\\b/.test(line)?`${GREEN}${line}${PLAIN}`:/^ {2}FAILED\\b/.test(line)?`${RED}${line}${PLAIN}`:line}function jUnitReport(data,{name="k6 thresholds",classname}={}){let cases=[...thresholdCases(data),...checkCases(data.root_group)],failures=cases.filter(({failure})=>failure!==null).length,suite=`<testsuite name="${escapeXml(name)}" tests="${cases.length}" failures="${failures}">`,lines=cases.map(({name:title,failure})=>{let start=`<testcase name="${escapeXml(title)}" classname="${escapeXml(classname??name)}"`;return failure===null?`${start} />`:`${start}><failure message="${escapeXml(failure)}" /></testcase>`});return[\'<?xml version="1.0"?>\',`<testsuites tests="${cases.length}" failures="${failures}">`,suite,...lines,"</testsuite>","</testsuites>"].join(`\n`)}function thresholdCases({metrics}){return Object.entries(metrics).flatMap(([metric,{thresholds={}}])=>Object.entries(thresholds).map(([expression,{ok}])=>({name:`${metric} - ${expression}`,failure:ok?null:`${metric} ${expression} failed`})))}function checkCases(group2){return[...group2.checks.map(({name,path,fails,passes})=>({name:path===""?name:path.replace(/^::/,""),failure:fails===0?null:`${fails} of ${fails+passes} failed`})),...group2.groups.flatMap(checkCases)]}function escapeXml(text){return text.replace(/&/g,"&amp;").replace(/</g,"&lt;").replace(/>/g,"&gt;").replace(/"/g,"&quot;")}var UNIT_MS={d:864e5,h:36e5,m:6e4,s:1e3,ms:1};function millisecondsOf(text){if(/^\\d+(\\.\\d+)?$/.test(text))return Number(text);let parts=[...text.matchAll(/(\\d+(?:\\.\\d+)?)(ms|[dhms])/g)];if(parts.length===0||parts.map(([whole])=>whole).join("")!==text)throw new TypeError(`"${text}" is not a duration such as 1m30s`);return parts.reduce((sum,[,count,unit])=>sum+Number(count)*(UNIT_MS[unit??""]??0),0)}var REACH=2;function normalDistributionStages(maxVus,durationSeconds,numberOfStages=10){let duration=`${Math.ceil(durationSeconds/(numberOfStages+2))}s`;return[...Array.from({length:numberOfStages+1},(_,index)=>{let deviation=numberOfStages===0?0:index/numberOfStages*2*REACH-REACH;return Math.ceil(maxVus*Math.exp(-(deviation**2)/2))}),0].map(target=>({duration,target}))}function stageIndexAt(stages,elapsedMs){let endMs=0,index=stages.findIndex(({duration})=>(endMs+=typeof duration=="number"?duration:millisecondsOf(duration),elapsedMs<endMs));return index<0?stages.length-1:index}function stageProfile(stages,index,start){let from=index===0?start:stages[index-1]?.target??start,to=stages[index]?.target??from;return to===from?"steady":to>from?"ramp-up":"ramp-down"}var LETTERS="abcdefghijklmnopqrstuvwxyz";function makeK6Utils(parts){return{uuidv4:isSecure=>isSecure===!0?parts.randomUUID():plainUuid(),randomIntBetween,randomItem:items=>items[Math.floor(Math.random()*items.length)],randomString:(length,charset=LETTERS)=>Array.from({length},()=>charset.charAt(Math.floor(Math.random()*charset.length))).join(""),findBetween,normalDistributionStages,parseDuration:millisecondsOf,check:(value,conditions,tags)=>checkAll(parts,value,conditions,tags),...stageFunctions(parts.execution)}}function randomIntBetween(min,max){return Math.floor(Math.random()*(max-min+1)+min)}function plainUuid(){return"xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace(/[xy]/g,place=>{let digit=Math.floor(Math.random()*16);return(place==="x"?digit:digit&3|8).toString(16)})}function findBetween(content,left,right,repeat=!1){let found2=[];for(let from=0;;){let start=content.indexOf(left,from),end=start<0?-1:content.indexOf(right,start+left.length);if(end<0||(found2.push(content.slice(start+left.length,end)),!repeat))break;from=end+right.length}return repeat?found2:found2[0]??null}function checkAll(parts,value,conditions,tags){let results=Object.entries(conditions).map(([name,condition])=>[name,typeof condition=="function"?condition(value):condition]);return results.some(([,result])=>typeof result?.then=="function")?Promise.all(results.map(async([name,result])=>[name,await result])).then(settled=>parts.check(value,Object.fromEntries(settled),tags)):parts.check(value,Object.fromEntries(results),tags)}function stageFunctions(module){let execution=module,scenarioOf=what=>{let scenario=execution.test.options.scenarios?.[execution.scenario.name];if(scenario?.stages===void 0)throw new Error(`${what}: only ramping executors have stages`);return{...scenario,stages:scenario.stages}},indexNow=what=>stageIndexAt(scenarioOf(what).stages,Date.now()-execution.scenario.startTime);return{getCurrentStageIndex:()=>indexNow("getCurrentStageIndex()"),tagWithCurrentStageIndex:()=>{execution.vu.metrics.tags.stage=String(indexNow("tagWithCurrentStageIndex()"))},tagWithCurrentStageProfile:()=>{let{stages,startVUs,startRate}=scenarioOf("tagWithCurrentStageProfile()"),index=indexNow("tagWithCurrentStageProfile()");execution.vu.metrics.tags.stage_profile=stageProfile(stages,index,startVUs??startRate??0)}}}var AsyncFunction=(async()=>{}).constructor;function makeK6Module(state){return{check:(value,conditions,tags)=>check(state,value,conditions,tags),group:(name,body)=>group(state,String(name),body),sleep:seconds=>sleep(state,seconds),fail:message=>fail(state,message),randomSeed:seed=>randomSeed(Number(seed))}}function check(state,value,conditions,extraTags){if(callOf(state,"check()"),typeof conditions!="object"||conditions===null)throw new TypeError("check() wants an object of named conditions as its second argument");let own=stringTags(extraTags,"the tags of check()"),isPassed=!0;for(let[name,condition]of Object.entries(conditions)){if(condition instanceof AsyncFunction)throw new TypeError(`check "${name}": async functions are not supported as conditions`);let report=ok=>{isPassed&&=ok;let tags=sampleTags(state,own,name);state.host.emit("checks",state.host.now(),ok?1:0,tags,state.metadata)};try{report(!!(typeof condition=="function"?condition(value):condition))}catch(error){throw error instanceof TestAborted||report(!1),error}}return isPassed}function group(state,name,body){if(callOf(state,"group()"),name.includes("::"))throw new Error(`group "${name}": a group name may not contain "::"`);if(typeof body!="function")throw new TypeError(`group "${name}" wants a function as its second argument`);if(body instanceof AsyncFunction)throw new TypeError(`group "${name}": async functions are not supported`);let outer=state.group;state.group=`${outer}::${name}`;let started=state.host.now();try{return body()}finally{let ended=state.host.now();state.host.emit("group_duration",ended,ended-started,sampleTags(state,null),state.metadata),state.group=outer}}function sleep(state,seconds){callOf(state,"sleep()");let milliseconds=Number(seconds)*1e3;if(state.aborted!==null)throw new TestAborted(state.aborted);if(milliseconds>0&&!state.host.sleep(milliseconds))throw new Error("the call was interrupted")}function fail(state,message){throw callOf(state,"fail()"),new Error(message===void 0?"":String(message))}function randomSeed(seed){let word=Number.isFinite(seed)?Math.trunc(seed)%4294967296:0;Math.random=()=>{word=word+1831565813|0;let mixed=Math.imul(word^word>>>15,1|word);return mixed=mixed+Math.imul(mixed^mixed>>>7,61|mixed)^mixed,((mixed^mixed>>>14)>>>0)/2**32}}function makeMetricsModule(state){let declared=new Map;return{Counter:metricClass(state,declared,"counter"),Gauge:metricClass(state,declared,"gauge"),Rate:metricClass(state,declared,"rate"),Trend:metricClass(state,declared,"trend")}}function metricClass(state,declared,type){let title=`${type.charAt(0).toUpperCase()}${type.slice(1)}`,Metric=class{name;constructor(name,isTime){needInit(state,`new ${title}("${String(name)}")`),this.name=metricName(name,title);let known=declared.get(this.name);if(known!==void 0&&known!==type)throw new Error(`metric "${this.name}" is already declared as a ${known}, not a ${type}`);declared.set(this.name,type),state.host.declareMetric(this.name,type,isTime===!0?"time":"default")}add(value,tags){if(callOf(state,`add() of metric "${this.name}"`),state.aborted!==null)throw new TestAborted(state.aborted);let number=metricValue(type,value);if(Number.isNaN(number))return state.host.log("warn",`metric "${this.name}": ${String(value)} is no number; the value is dropped`),!1;let own=stringTags(tags,`the tags of metric "${this.name}"`);return state.host.emit(this.name,state.host.now(),number,sampleTags(state,own),state.metadata),!0}};return Object.defineProperty(Metric,"name",{value:title}),Metric}function metricName(name,title){let text=typeof name=="string"?name:"";if(!/^[a-zA-Z_][a-zA-Z0-9_]{1,127}$/.test(text))throw new Error(`new ${title}: "${String(name)}" is no metric name; want 2 to 128 letters, digits or _, not beginning with a digit`);return text}function metricValue(type,value){return type==="rate"?Number(value)===0||value===!1?0:Number.isNaN(Number(value))?Number.NaN:1:value==null||value===""?Number.NaN:Number(value)}function makeOpen(state){return function(path,mode){if(needInit(state,"open()"),typeof path!="string"||path==="")throw new TypeError("open() wants the path of a file");let[bytes]=ask(state,"file",{path,referrer:callerModule()}).bodies,buffer=bytes;return mode==="b"?ownBuffer(buffer):decodeUtf8(state,buffer)}}var Timers=class{timers=new Map;state;loop;lastId=0;constructor(state,loop){this.state=state,this.loop=loop}api(){return{setTimeout:(callback,delay,...rest)=>this.set("setTimeout",callback,delay,rest),setInterval:(callback,delay,...rest)=>this.set("setInterval",callback,delay,rest),clearTimeout:id=>this.clear(Number(id)),clearInterval:id=>this.clear(Number(id))}}fire(id){let timer=this.timers.get(id);if(timer===void 0)return;let{settle}=timer;timer.repeats?timer.settle=this.loop.begin():this.timers.delete(id),settle(timer.callback)}clearAll(){for(let id of this.timers.keys())this.state.host.stopTimer(id);this.timers.clear()}set(kind,callback,delay,rest){if(typeof callback!="function")throw new TypeError(`${kind} wants a function as its first argument`);let id=++this.lastId,repeats=kind==="setInterval";this.timers.set(id,{callback:()=>callback(...rest),repeats,settle:this.loop.begin()});let milliseconds=Math.min(Math.max(Number(delay)||0,0),2147483647);return this.state.host.startTimer(id,milliseconds,repeats),id}clear(id){let timer=this.timers.get(id);timer!==void 0&&(this.timers.delete(id),this.state.host.stopTimer(id),timer.settle(()=>{}))}};var HASHES={"SHA-1":["sha1",512],"SHA-256":["sha256",512],"SHA-384":["sha384",1024],"SHA-512":["sha512",1024]},CryptoKey=class _CryptoKey{type="secret";extractable;algorithm;usages;#bytes;constructor(bytes,hash,extractable,usages){this.#bytes=bytes,this.extractable=extractable,this.algorithm={name:"HMAC",hash:{name:hash},length:bytes.length*8},this.usages=usages}static bytesFor(key,usage){if(!(key instanceof _CryptoKey))throw new TypeError("crypto.subtle: the key is no CryptoKey");if(!key.usages.includes(usage))throw new Error(`InvalidAccessError: the key may not be used to ${usage}`);return key.#bytes}static exported(key){if(!(key instanceof _CryptoKey))throw new TypeError("crypto.subtle: the key is no CryptoKey");if(!key.extractable)throw new Error("InvalidAccessError: the key is not extractable");return key.#bytes}};function makeSubtleCrypto(state){let hash=(name,key,data)=>{let[openSsl]=HASHES[name]??[],bytes=bytesOf(data);if(openSsl===void 0)throw missing2(name);if(bytes===null)throw new TypeError("crypto.subtle wants an ArrayBuffer or a view of one");let digest=state.host.hash(openSsl,key===null?null:key.slice().buffer,bytes.slice().buffer);if(digest===null)throw missing2(name);return ownBuffer(digest)},sign=(key,usage,data)=>hash(key.algorithm?.hash.name??"",CryptoKey.bytesFor(key,usage),data);return{digest:async(algorithm,data)=>hash(nameOf(algorithm),null,data),importKey:async(format,data,algorithm,extractable,usages)=>{let bytes=bytesOf(data);if(format!=="raw"||bytes===null)throw missing2(`importKey in the format "${String(format)}"`);return new CryptoKey(bytes.slice(),hmacHash(algorithm),extractable===!0,[...usages])},generateKey:async(algorithm,extractable,usages)=>{let name=hmacHash(algorithm),bits=algorithm.length??HASHES[name]?.[1]??512,bytes=new Uint8Array(ownBuffer(state.host.randomBytes(Math.ceil(bits/8))));return new CryptoKey(bytes,name,extractable===!0,[...usages])},exportKey:async(format,key)=>{if(format!=="raw")throw missing2(`exportKey in the format "${String(format)}"`);return CryptoKey.exported(key).slice().buffer},sign:async(_algorithm,key,data)=>sign(key,"sign",data),verify:async(_algorithm,key,signature,data)=>isSame(bytesOf(signature),new Uint8Array(sign(key,"verify",data))),...Object.fromEntries(["encrypt","decrypt","deriveBits","deriveKey","wrapKey","unwrapKey"].map(name=>[name,async()=>{throw missing2(name)}]))}}function nameOf(algorithm){let name=typeof algorithm=="string"?algorithm:algorithm?.name;return String(name).toUpperCase()}function hmacHash(algorithm){if(nameOf(algorithm)!=="HMAC")throw missing2(nameOf(algorithm));let name=nameOf(algorithm.hash);if(HASHES[name]===void 0)throw missing2(name);return name}function isSame(given,wanted){return given===null||given.length!==wanted.length?!1:wanted.reduce((difference,byte,index)=>difference|byte^(given[index]??0),0)===0}function missing2(what){return new Error(`NotSupportedError: crypto.subtle: ${what} is not available in the embedded engine; it needs real k6`)}function makeWebGlobals(state){return{TextEncoder:encoderClass(state),TextDecoder:decoderClass(state),crypto:makeWebCrypto(state)}}function encoderClass(state){return class{encoding="utf-8";encode(text=""){return new Uint8Array(ownBuffer(state.host.encodeUtf8(String(text))))}}}function decoderClass(state){return class{encoding;fatal;constructor(label="utf-8",options={}){if(this.encoding=String(label).toLowerCase(),this.fatal=options.fatal===!0,!["utf-8","utf8","utf-16le","utf-16be"].includes(this.encoding))throw new RangeError(`TextDecoder: the encoding "${this.encoding}" is not supported`)}decode(input){let bytes=bytesOf(input)?.slice()??new Uint8Array,text=state.host.decodeText(bytes.buffer,this.encoding,this.fatal);if(text===null)throw new TypeError(`TextDecoder: the bytes are no ${this.encoding} text`);return text}}}function makeWebCrypto(state){return{getRandomValues(view){let bytes=bytesOf(view);if(bytes===null||view instanceof ArrayBuffer)throw new TypeError("getRandomValues wants a typed array");return bytes.length>0&&bytes.set(new Uint8Array(randomBytes(state,bytes.length))),view},randomUUID:()=>randomUuid(state),subtle:makeSubtleCrypto(state)}}function randomUuid(state){let bytes=new Uint8Array(randomBytes(state,16));return bytes[6]=(bytes[6]??0)&15|64,bytes[8]=(bytes[8]??0)&63|128,Array.from(bytes,byte=>byte.toString(16).padStart(2,"0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/,"$1-$2-$3-$4-$5")}function makeBlobClass(state){return class Blob{type;size;#bytes;constructor(parts=[],options={}){let chunks=parts.map(part=>part instanceof Blob?part.#bytes:partBytes(state,part));this.#bytes=new Uint8Array(chunks.reduce((total,chunk)=>total+chunk.length,0));let offset=0;for(let chunk of chunks)this.#bytes.set(chunk,offset),offset+=chunk.length;this.size=this.#bytes.length,this.type=options.type??""}async arrayBuffer(){return this.#bytes.slice().buffer}async bytes(){return this.#bytes.slice()}async text(){return decodeUtf8(state,this.#bytes.slice().buffer)}slice(start,end,type=this.type){return new Blob([this.#bytes.slice(start,end)],{type})}}}function partBytes(state,part){return bytesOf(part)??toBytes(state,String(part))}var lastSocket=0,SocketLine=class{state;id;constructor(state){this.state=state,lastSocket+=1,this.id=lastSocket}open(request){return JSON.parse(this.ask(request).json)}next(waitMs){return eventsOf(this.ask({do:"next",waitMs}))}send(data){let isText=typeof data=="string";this.ask({do:"send",text:isText?data:null},isText?[]:[data])}ping(){this.ask({do:"ping"})}close(code,reason){this.ask({do:"close",code,reason})}openLater(request,loop,done){this.askLater(request,loop,answer=>done(JSON.parse(answer.json)))}nextLater(loop,done){this.askLater({do:"next",waitMs:null},loop,answer=>done(eventsOf(answer)))}ask(request,bodies=[]){return ask(this.state,"ws",{socket:this.id,...request},bodies)}askLater(request,loop,done){let settle=loop.begin(),json=JSON.stringify({socket:this.id,...request});this.state.host.askLater("ws",json,[],answer=>settle(()=>{if(!answer.ok)throw new Error(answer.message);done(answer)}))}};function openRequest(state,url,params,protocols){let text=String(url);if(!/^wss?:\\/\\//i.test(text))throw new TypeError(`"${text}" is no web socket URL: want ws:// or wss://`);let{headers,tags,jar,compression}=params??{};if(compression!=null&&compression!==""&&compression!=="deflate")throw new TypeError(`compression "${String(compression)}" is not known: want deflate`);let pairs=Object.entries(headers??{}).map(([name,value])=>[name,String(value)]);return{do:"open",url:text,headers:pairs,protocols,compresses:compression==="deflate",jar:jar instanceof CookieJarHandle?jar.id:0,tags:sampleTags(state,stringTags(tags,"params.tags")),metadata:state.metadata}}function eventsOf({json,bodies}){let next=0;return JSON.parse(json).map(event=>{let body=event.type==="binary"?bodies[next++]:null;return{event,bytes:body==null||typeof body=="string"?null:ownBuffer(body)}})}var STATES={CONNECTING:0,OPEN:1,CLOSING:2,CLOSED:3},EVENTS=["open","message","error","close","ping","pong"];function makeWebSocketsModule(state,loop){let Blob=makeBlobClass(state);class WebSocket{url;#line;#listeners=new Map;#state=STATES.CONNECTING;#protocol="";binaryType="blob";bufferedAmount=0;constructor(url,protocols,params){callOf(state,"new WebSocket()"),this.url=String(url),this.#line=new SocketLine(state);let wanted=Array.isArray(protocols)?protocols.map(String):protocols?[String(protocols)]:[];this.#line.openLater(openRequest(state,url,params,wanted),loop,opened=>{this.#handshakeDone(opened)})}#handshakeDone({error,protocol}){if(error!==""){this.#fail(error);return}this.#state=STATES.OPEN,this.#protocol=protocol,this.#emit("open",{}),this.#listen()}get readyState(){return this.#state}get protocol(){return this.#protocol}get extensions(){return""}addEventListener(event,listener){let name=String(event);if(!EVENTS.includes(name))throw new Error(`WebSocket: unknown event "${name}"`);if(typeof listener!="function")throw new TypeError(`WebSocket: the listener of "${name}" is no function`);this.#listeners.set(name,[...this.#listeners.get(name)??[],listener])}send(data){if(this.#state!==STATES.OPEN)throw new Error("InvalidStateError: the web socket is not open");let bytes=typeof data=="string"?null:bytesOf(data);if(typeof data=="string")this.#line.send(data);else if(bytes!==null)this.#line.send(bytes.slice().buffer);else if(data instanceof Blob)this.#sendBlob(data);else throw new TypeError("WebSocket.send() wants text, bytes or a Blob")}ping(){if(this.#state!==STATES.OPEN)throw new Error("InvalidStateError: the web socket is not open");this.#line.ping()}close(code=1e3,reason=""){this.#state>=STATES.CLOSING||(this.#state=STATES.CLOSING,this.#line.close(Number(code),String(reason)))}#sendBlob(blob){let settle=loop.begin();blob.arrayBuffer().then(buffer=>settle(()=>this.#line.send(buffer)))}#listen(){this.#line.nextLater(loop,events=>{for(let event of events)this.#handle(event);this.#state!==STATES.CLOSED&&this.#listen()})}#handle({event,bytes}){let timestamp=event.atMs;switch(event.type){case"message":this.#emit("message",{data:event.text,timestamp});break;case"binary":{let data=this.binaryType==="blob"?new Blob([bytes]):bytes;this.#emit("message",{data,timestamp});break}case"error":this.#emit("error",{error:event.message,timestamp});break;case"close":this.#state=STATES.CLOSED,this.#emit("close",{code:event.code,reason:event.reason,timestamp});break;default:this.#emit(event.type,{timestamp});break}}#fail(error){this.#state=STATES.CLOSED,this.#emit("error",{error}),this.#emit("close",{code:1006,reason:""})}#emit(type,members){let event={type,timestamp:state.host.now(),...members},own=Reflect.get(this,`on${type}`);typeof own=="function"&&Reflect.apply(own,this,[event]);for(let listener of this.#listeners.get(type)??[])listener(event)}}for(let[name,value]of Object.entries(STATES))Object.defineProperty(WebSocket,name,{value,enumerable:!0}),Object.defineProperty(WebSocket.prototype,name,{value,enumerable:!0});return{WebSocket,Blob}}function makeWsModule(state){return{connect:(url,...rest)=>{let[params,callback]=rest.length>1?rest:[null,rest[0]];return connect(state,url,params,callback)}}}function connect(state,url,params,callback){if(callOf(state,"ws.connect()"),typeof callback!="function")throw new TypeError("ws.connect() wants a function as its last argument");let line=new SocketLine(state),{protocol:_,...response}=line.open(openRequest(state,url,params,[]));if(response.error!==""){if(state.host.throwsByDefault)throw new Error(`ws.connect ${response.url}: ${response.error}`);return state.host.log("warn",`Attempt to establish a WebSocket connection failed: ${response.error}`),response}let socket=new Socket(state,line);try{callback(socket),socket.run()}finally{socket.abandon()}return response}var Socket=class{#line;#now;#handlers=new Map;#timers=new Set;#isOpen=!0;constructor(state,line){this.#line=line,this.#now=()=>state.host.now()}on(event,handler){if(typeof handler!="function")throw new TypeError(`socket.on("${String(event)}") wants a function`);this.#handlers.set(String(event),[...this.#handlers.get(String(event))??[],handler])}send(data){this.#line.send(String(data))}sendBinary(data){let bytes=bytesOf(data);if(bytes===null)throw new TypeError("socket.sendBinary() wants an ArrayBuffer");this.#line.send(bytes.slice().buffer)}ping(){this.#line.ping()}setTimeout(handler,delay){this.#timer(handler,delay,!1)}setInterval(handler,delay){this.#timer(handler,delay,!0)}close(code){this.#isOpen&&this.#line.close(code===void 0?1e3:Number(code),"")}run(){for(this.#emit("open");this.#isOpen;){let waitMs=this.#nextDueMs();for(let event of this.#line.next(waitMs))this.#handle(event);this.#fireTimers()}}abandon(){this.#isOpen&&this.close(1001),this.#isOpen=!1}#timer(handler,delay,repeats){if(typeof handler!="function")throw new TypeError("a timer of a socket wants a function");let delayMs=Number(delay);if(!(delayMs>0))throw new TypeError(`a timer of a socket wants a delay above 0, got ${String(delay)}`);let timer={dueMs:this.#now()+delayMs,intervalMs:repeats?delayMs:null,handler};this.#timers.add(timer)}#nextDueMs(){return this.#timers.size===0?null:Math.max(0,Math.ceil(Math.min(...[...this.#timers].map(({dueMs})=>dueMs))-this.#now()))}#fireTimers(){for(let timer of[...this.#timers])!this.#isOpen||timer.dueMs>this.#now()||(timer.intervalMs===null?this.#timers.delete(timer):timer.dueMs+=timer.intervalMs,timer.handler())}#handle({event,bytes}){switch(event.type){case"message":this.#emit("message",event.text);break;case"binary":this.#emit("binaryMessage",bytes);break;case"error":this.#emit("error",{error:()=>event.message});break;case"close":this.#isOpen=!1,this.#emit("close",event.code);break;default:this.#emit(event.type);break}}#emit(name,...values){for(let handler of this.#handlers.get(name)??[])handler(...values)}};var HIDDEN_GLOBALS=["Intl","WebAssembly","SharedArrayBuffer","Atomics","performance","navigator","queueMicrotask","atob","btoa"];function startGuest(host){let state=newGuestState(host),loop=new CallLoop(state,()=>timers.clearAll()),timers=new Timers(state,loop),overlay=makeEnvOverlay(),exported={},known={exec:"default",tags:{},group:"",env:{},scenario:null};return defineGlobals(state,timers),{modules:makeModules(state,loop,timers),endInit(exports){exported=exports},describe:()=>describeExports(exported),run(facts,[iteration,iterationInScenario,iterationInInstance,iterationInTest],data){facts!==void 0&&(known=JSON.parse(facts),overlay(known.env),forgetTagSets(state)),defineGlobal("__ITER",iteration);let counters={iteration,iterationInScenario,iterationInInstance,iterationInTest};loop.start({...known,...counters},data,exported[known.exec])},tags:()=>Object.keys(state.tags).length===0&&state.group===state.call?.group?null:sampleTags(state,null),fireTimer:id=>timers.fire(id),stop:()=>loop.fail(new Error("the call was interrupted")),rejected:reason=>loop.fail(reason)}}function makeModules(state,loop,timers){let execution=makeExecutionModule(state),webSockets=makeWebSocketsModule(state,loop);return{k6:makeK6Module(state),"k6/http":makeHttpModule(state,loop),"k6/metrics":makeMetricsModule(state),"k6/execution":execution,"k6/data":makeDataModule(state),"k6/encoding":makeEncodingModule(state),"k6/crypto":makeCryptoModule(state),"k6/timers":timers.api(),"k6/html":makeHtmlModule(),"k6/ws":makeWsModule(state),"k6/websockets":webSockets,"k6/experimental/websockets":webSockets,"jslib/k6-utils":makeK6Utils({execution,...utilsParts(state)}),"jslib/k6-summary":makeK6Summary()}}function utilsParts(state){return{check:(value,conditions,tags)=>check(state,value,conditions,tags),randomUUID:()=>randomUuid(state)}}function defineGlobals(state,timers){for(let name of HIDDEN_GLOBALS)Reflect.deleteProperty(globalThis,name);let globals={console:makeConsole(state.host),__ENV:JSON.parse(state.host.env),__VU:state.host.vu,open:makeOpen(state),require:specifier=>{needInit(state,"require()");let required=state.host.require(String(specifier),callerModule());if(!required.ok)throw new Error(required.message);return required.exports},...timers.api(),...makeWebGlobals(state)};for(let[name,value]of Object.entries(globals))defineGlobal(name,value);defineGlobal("global",globalThis)}function defineGlobal(name,value){Object.defineProperty(globalThis,name,{value,writable:!0,configurable:!0,enumerable:!1})}function describeExports(exported){let exportedFunctions=Object.keys(exported).filter(name=>typeof exported[name]=="function");return JSON.stringify({options:exported.options??{},exportedFunctions})}var OP={ask:0,askLater:1,sleep:2,shared:3,sharedAt:4,now:5,samples:6,log:7,markFailed:8,dropJar:9,declareMetric:10,startTimer:11,stopTimer:12,finish:13,hash:14,randomBytes:15,encodeUtf8:16,decodeText:17,compile:18};var CommonJsModules=class{native;ask;builtins;modules=new Map;constructor(native,ask2,builtins){this.native=native,this.ask=ask2,this.builtins=builtins}require(specifier,referrer){let answer=this.ask(JSON.stringify({specifier,referrer,as:"cjs"}));if(!answer.ok)return{ok:!1,message:answer.message};let served=JSON.parse(answer.json);if(served.kind==="source")return{ok:!0,exports:this.run(served.id,served.code)};let exports=this.builtins()[served.name]??{};return{ok:!0,exports:{...exports,default:exports,__esModule:!0}}}run(id,code){let known=this.modules.get(id);if(known!==void 0)return known.exports;let module={exports:{}};return this.modules.set(id,module),this.native(OP.compile,code,id)(module.exports,Reflect.get(globalThis,"require"),module),module.exports}};var SamplePack=class{values=new Float64Array(300);byTags=new WeakMap;byText=new Map;defined=[];count=0;lastId=0;get isEmpty(){return this.count===0}get isFull(){return this.count===100}add(metric,timeMs,value,tags,metadata){let at=this.count*3;this.values[at]=this.seriesOf(metric,tags,metadata),this.values[at+1]=timeMs,this.values[at+2]=value,this.count+=1}take(){let defined=this.defined.length===0?"":JSON.stringify(this.defined),values=this.values.slice(0,this.count*3);return this.count=0,this.defined=[],{defined,values}}seriesOf(metric,tags,metadata){let isPlain=Object.keys(metadata).length===0,known=isPlain?this.byTags.get(tags)?.get(metric):void 0;if(known!==void 0)return known;let text=JSON.stringify([metric,tags,metadata]),id=this.byText.get(text)??this.define(text,metric,tags,isPlain?null:metadata);return isPlain&&this.remember(tags,metric,id),id}define(text,metric,tags,metadata){return this.byText.size===1e3&&(this.byText=new Map,this.byTags=new WeakMap),this.lastId+=1,this.byText.set(text,this.lastId),this.defined.push([this.lastId,metric,tags,metadata]),this.lastId}remember(tags,metric,id){let ids=this.byTags.get(tags);ids===void 0?this.byTags.set(tags,new Map([[metric,id]])):ids.set(metric,id)}};var FLUSH_MS=100;function makeNativeHost(native,start,callbacks,parts){let outbox=new SampleOutbox(native),lastId=0;return{...start,now:()=>native(OP.now),ask:(op,json,bodies=[])=>(outbox.flushIfDue(),toAnswer(native(OP.ask,op,json,...bodies))),askLater:(op,json,bodies,done)=>{outbox.flushIfDue(),lastId+=1,callbacks.answers.set(lastId,done),native(OP.askLater,lastId,op,json,...bodies)},shared:name=>{let length=native(OP.shared,name);return length<0?null:{length,at:index=>native(OP.sharedAt,name,index)}},sleep:milliseconds=>(milliseconds>=FLUSH_MS&&outbox.flush(),native(OP.sleep,milliseconds)),emit:(...sample)=>outbox.add(...sample),log:(level,line)=>native(OP.log,level,line),markFailed:message=>native(OP.markFailed,message),dropJar:id=>native(OP.dropJar,id),declareMetric:(name,type,contains)=>native(OP.declareMetric,name,type,contains),startTimer:(id,milliseconds,repeats)=>{outbox.flushIfDue(),native(OP.startTimer,id,milliseconds,repeats)},stopTimer:id=>native(OP.stopTimer,id),afterPromiseJobs:done=>{callbacks.afterJobs.push(done)},finish:end=>native(OP.finish,endText(end),tagsText(parts.tags()),...outbox.take()),require:parts.require,hash:(algorithm,key,data)=>native(OP.hash,algorithm,key,data),randomBytes:size=>native(OP.randomBytes,size),encodeUtf8:text=>native(OP.encodeUtf8,text),decodeText:(bytes,label,fatal)=>native(OP.decodeText,bytes,label,fatal)}}function endText(end){return end.kind==="returned"&&end.value===null?null:JSON.stringify(end)}function tagsText(tags){return tags===null?null:JSON.stringify(tags)}function toAnswer([ok,text,...bodies]){return ok===!0?{ok,json:text,bodies}:{ok:!1,message:String(text)}}var SampleOutbox=class{native;samples=new SamplePack;flushedMs=0;constructor(native){this.native=native}add(...sample){this.samples.isFull&&this.flush(),this.samples.add(...sample)}flushIfDue(){if(this.samples.isEmpty)return;let now=this.native(OP.now);now-this.flushedMs<FLUSH_MS||(this.flushedMs=now,this.flush())}flush(){this.samples.isEmpty||this.native(OP.samples,...this.take())}take(){if(this.samples.isEmpty)return[];let{defined,values}=this.samples.take();return[defined,values.buffer]}};function seededRandom(seed){let[a=0,b=0,c=0,counter=1]=seed;return()=>{let sum=(a+b|0)+counter|0;return counter=counter+1|0,a=b^b>>>9,b=c+(c<<3)|0,c=(c<<21|c>>>11)+sum,(sum>>>0)/2**32}}var GATEWAY="__perfGate";function startNativeGuest(native,startJson){let start=JSON.parse(startJson),answers=new Map,afterJobs=[],ask2=json=>toAnswer(native(OP.ask,"module",json)),commonJs=new CommonJsModules(native,ask2,()=>control.modules),host=makeNativeHost(native,start,{answers,afterJobs},{require:(specifier,referrer)=>commonJs.require(specifier,referrer),tags:()=>control.tags()});Math.random=seededRandom(new Uint32Array(native(OP.randomBytes,16)));let control=startGuest(host),commonJsEntry=null;return Object.defineProperty(globalThis,GATEWAY,{value:{modules:control.modules,commonJs:(id,code)=>commonJs.run(id,code)}}),{moduleMembers:()=>JSON.stringify(Object.fromEntries(Object.entries(control.modules).map(([name,module])=>[name,Object.keys(module)]))),runCommonJs:(id,code)=>{commonJsEntry=exportsOf(commonJs.run(id,code))},endInit:exports=>(control.endInit(commonJsEntry??exports??{}),control.describe()),run:(facts,data,...counters)=>control.run(facts,counters,data),afterJobs:()=>{let waiting=afterJobs.splice(0);for(let done of waiting)done();return afterJobs.length>0},answer:(id,ok,text,...bodies)=>{let done=answers.get(id);answers.delete(id),done?.(toAnswer([ok,text,...bodies]))},fireTimer:id=>control.fireTimer(id),stop:()=>control.stop(),rejected:reason=>control.rejected(reason),describeError}}function exportsOf(exported){return typeof exported=="object"&&exported!==null?exported:{default:exported}}function describeError(error){let{name,stack}=error??{};return JSON.stringify({name:String(name??""),message:messageOf(error),stack:String(stack??"")})}return __toCommonJS(start_native_guest_exports);})();\n\nreturn guest.startNativeGuest;\n})()';

// src/adapters/engine-embedded/vu/yield-to-main.ts
import { getPriority, setPriority } from "node:os";
var NICER_BY = 5;
var NICEST = 19;
function yieldToMain() {
  if (process.platform !== "linux") return;
  try {
    setPriority(Math.min(getPriority() + NICER_BY, NICEST));
  } catch {
  }
}

// src/adapters/engine-embedded/vu/quickjs/guest-values.ts
var GuestValues = class {
  exports;
  /** Room for one size that an export writes. */
  out;
  undefined;
  /** `known`: where they are already, in a memory that was copied. */
  constructor(exports, known) {
    this.exports = exports;
    this.out = known?.out ?? exports.wasm_malloc(4);
    this.undefined = known?.undefined ?? exports.qjs_get_undefined();
  }
  /** Texts, numbers, booleans, null, bytes and lists of them; all else is undefined. */
  toGuest(value) {
    const { exports } = this;
    if (typeof value === "string") return this.newString(value);
    if (typeof value === "number") return exports.qjs_new_number(value);
    if (typeof value === "boolean") return value ? exports.qjs_get_true() : exports.qjs_get_false();
    if (value === null) return exports.qjs_get_null();
    if (Array.isArray(value)) return this.newList(value);
    if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer)
      return this.newBuffer(new Uint8Array(value));
    return exports.qjs_dup_value(this.undefined);
  }
  /** The other way round. */
  toHost(value) {
    const { exports } = this;
    if (exports.qjs_is_string(value) !== 0) return this.text(value);
    if (exports.qjs_is_number(value) !== 0) return exports.qjs_get_float64(value);
    if (exports.qjs_is_bool(value) !== 0) return exports.qjs_get_bool(value) !== 0;
    if (exports.qjs_is_null(value) !== 0) return null;
    return exports.qjs_is_array_buffer(value) !== 0 ? this.bytes(value) : void 0;
  }
  newError(error) {
    const value = this.exports.qjs_new_error();
    const message = this.newString(error instanceof Error ? error.message : String(error));
    const key = this.write("message");
    this.exports.qjs_set_prop_string(value, key.address, message);
    this.release(key.address);
    this.exports.qjs_free_value(message);
    return value;
  }
  newString(text) {
    const { address, size } = this.write(text);
    const value = this.exports.qjs_new_string(address, size);
    this.release(address);
    return value;
  }
  newBuffer(bytes) {
    const address = this.exports.wasm_malloc(Math.max(bytes.length, 1));
    if (address === 0) throw new Error("out of memory");
    new Uint8Array(this.exports.memory.buffer).set(bytes, address);
    const value = this.exports.qjs_new_array_buffer(address, bytes.length);
    this.release(address);
    return value;
  }
  newList(items) {
    const list = this.exports.qjs_new_array();
    for (const [index, item] of items.entries()) {
      const value = this.toGuest(item);
      this.exports.qjs_set_prop_uint32(list, index, value);
      this.exports.qjs_free_value(value);
    }
    return list;
  }
  text(value) {
    const address = this.exports.qjs_get_string_len(value, this.out);
    const text = Buffer.from(this.exports.memory.buffer, address, this.outSize()).toString("utf8");
    this.exports.qjs_free_cstring(address);
    return text;
  }
  bytes(value) {
    const address = this.exports.qjs_get_array_buffer(value, this.out);
    const size = address === 0 ? 0 : this.outSize();
    return new Uint8Array(this.exports.memory.buffer, address, size).slice().buffer;
  }
  /** The arguments of a call. */
  listed(values, count) {
    if (count === 0) return [];
    return [...new Uint32Array(this.exports.memory.buffer, values, count)].map((value) => this.toHost(value));
  }
  /** A text with a 0 behind it, to be released. */
  write(text) {
    const size = Buffer.byteLength(text, "utf8");
    const address = this.exports.wasm_malloc(size + 1);
    if (address === 0) throw new Error("out of memory");
    const memory = Buffer.from(this.exports.memory.buffer, address, size + 1);
    memory.write(text, 0, size, "utf8");
    memory[size] = 0;
    return { address, size };
  }
  cString(address) {
    const memory = Buffer.from(this.exports.memory.buffer);
    return memory.toString("utf8", address, memory.indexOf(0, address));
  }
  /** What an export has written to `out`. */
  outSize() {
    return new DataView(this.exports.memory.buffer).getUint32(this.out, true);
  }
  release(...addresses) {
    for (const address of addresses) this.exports.wasm_free(address);
  }
};

// src/adapters/engine-embedded/vu/quickjs/jspi.ts
var wasm = Reflect.get(globalThis, "WebAssembly");
function suspending(fn) {
  if (wasm.Suspending === void 0) throw new Error("WebAssembly.Suspending is missing");
  return new wasm.Suspending(fn);
}
function promising(fn) {
  if (wasm.promising === void 0) throw new Error("WebAssembly.promising is missing");
  return wasm.promising(fn);
}

// src/adapters/engine-embedded/vu/quickjs/memory-image.ts
var PAGE = 4096;
function imageOf(memory, fresh) {
  const parts = [];
  for (let at = 0; at < memory.length; at += PAGE) {
    const page = memory.subarray(at, at + PAGE);
    const before = fresh.subarray(at, at + PAGE);
    const isAsBefore = page.every((byte, index) => byte === (before[index] ?? 0));
    if (!isAsBefore) parts.push({ at, bytes: page.slice() });
  }
  return { size: memory.length, parts };
}

// src/adapters/engine-embedded/vu/quickjs/wasi-imports.ts
import { randomFillSync } from "node:crypto";
var SUCCESS = 0;
var BAD_DESCRIPTOR = 8;
var NOT_SUPPORTED = 52;
var NS_PER_MS = 1e6;
function wasiImports(memory) {
  return {
    clock_time_get(_clock, _precision, result) {
      const ns = BigInt(Math.round((performance.timeOrigin + performance.now()) * 1e3)) * BigInt(NS_PER_MS / 1e3);
      new DataView(memory()).setBigUint64(result, ns, true);
      return SUCCESS;
    },
    random_get(address, size) {
      randomFillSync(new Uint8Array(memory(), address, size));
      return SUCCESS;
    },
    fd_write(_fd, parts, count, written) {
      const view = new DataView(memory());
      let size = 0;
      for (let part = 0; part < count; part += 1) size += view.getUint32(parts + part * 8 + 4, true);
      view.setUint32(written, size, true);
      return SUCCESS;
    },
    fd_close: () => NOT_SUPPORTED,
    fd_fdstat_get: () => BAD_DESCRIPTOR,
    fd_seek: () => NOT_SUPPORTED
  };
}

// src/adapters/engine-embedded/vu/quickjs/quickjs.ts
var GuestThrow = class extends Error {
  name = "GuestThrow";
  value;
  constructor(value) {
    super("the guest threw");
    this.value = value;
  }
};
var STRIP_SOURCE = 1 << 4;
var MODULE = 1 << 0;
var PAGE_BYTES = 65536;
var QuickJs = class {
  exports;
  enter;
  values;
  /** The memory of an instance before anything ran in it. */
  untouched = new Uint8Array();
  undefined;
  constructor(module, hooks, from) {
    const memory = () => this.exports.memory.buffer;
    const instance = new wasm.Instance(module, {
      env: this.imports(hooks),
      wasi_snapshot_preview1: wasiImports(memory)
    });
    this.exports = instance.exports;
    if ("memory" in from) this.restore(from);
    else {
      this.untouched = new Uint8Array(this.exports.memory.buffer).slice();
      this.initialize(from);
    }
    this.enter = {
      eval: promising(this.exports.qjs_eval),
      evalBytecode: promising(this.exports.qjs_eval_bytecode),
      call: promising(this.exports.qjs_call),
      executeJob: promising(this.exports.qjs_execute_pending_job)
    };
    this.values = new GuestValues(this.exports, "memory" in from ? from : void 0);
    this.undefined = this.values.undefined;
  }
  /** What copies are made from; nothing of the guest may be running. */
  image() {
    const { exports, values } = this;
    return {
      memory: imageOf(new Uint8Array(exports.memory.buffer), this.untouched),
      stackPointer: exports.__stack_pointer.value,
      runtime: exports.qjs_get_runtime_ptr(),
      context: exports.qjs_get_context_ptr(),
      out: values.out,
      undefined: values.undefined
    };
  }
  /** Compiles a script for another instance, without its text: functions would each hold a piece of it. */
  compile(code, name) {
    const { exports, values } = this;
    const [text, file] = [values.write(code), values.write(name)];
    const address = exports.qjs_compile(text.address, text.size, file.address, 0, STRIP_SOURCE, values.out);
    values.release(text.address, file.address);
    if (address === 0) throw new GuestThrow(exports.qjs_get_exception());
    const bytes = new Uint8Array(exports.memory.buffer, address, values.outSize()).slice();
    exports.wasm_free(address);
    return bytes;
  }
  /** Runs a compiled script. @throws GuestThrow */
  async runBytecode(bytes) {
    const address = this.exports.wasm_malloc(bytes.length);
    new Uint8Array(this.exports.memory.buffer).set(bytes, address);
    const result = await this.enter.evalBytecode(address, bytes.length);
    this.exports.wasm_free(address);
    return this.checked(result);
  }
  /** Evaluates a module; the result is a promise of its namespace. @throws GuestThrow when it does not parse or link */
  async runModule(code, name) {
    const [text, file] = [this.values.write(code), this.values.write(name)];
    const result = await this.enter.eval(text.address, text.size, file.address, MODULE);
    this.values.release(text.address, file.address);
    return this.checked(result);
  }
  /** A function from code that runs nothing of the guest yet. @throws GuestThrow when it does not parse */
  evaluateQuietly(code, name) {
    const [text, file] = [this.values.write(code), this.values.write(name)];
    const result = this.exports.qjs_eval(text.address, text.size, file.address, 0);
    this.values.release(text.address, file.address);
    return this.checked(result);
  }
  /** Calls a function; its values stay the caller's. @throws GuestThrow */
  async call(fn, ...values) {
    const list = values.length === 0 ? 0 : this.exports.wasm_malloc(values.length * 4);
    if (list !== 0) new Uint32Array(this.exports.memory.buffer, list, values.length).set(values);
    const result = await this.enter.call(fn, this.undefined, values.length, list);
    if (list !== 0) this.exports.wasm_free(list);
    return this.checked(result);
  }
  get hasJobs() {
    return this.exports.qjs_is_job_pending() !== 0;
  }
  /** Runs one promise job. @returns false when there was none. @throws GuestThrow for what ends code uncatchably */
  async runJob() {
    if (!this.hasJobs) return false;
    if (await this.enter.executeJob() < 0) throw new GuestThrow(this.exports.qjs_get_exception());
    return true;
  }
  promise(value) {
    const state = ["pending", "fulfilled", "rejected"][this.exports.qjs_promise_state(value)] ?? "pending";
    return { state, result: state === "pending" ? this.undefined : this.exports.qjs_promise_result(value) };
  }
  /** The native function as a value of the guest. */
  native() {
    const name = this.values.write("native");
    const fn = this.exports.qjs_new_host_function(name.address, name.size, 0);
    this.values.release(name.address);
    return fn;
  }
  property(value, name) {
    const key = this.values.write(name);
    const result = this.exports.qjs_get_prop_string(value, key.address);
    this.values.release(key.address);
    return result;
  }
  free(...values) {
    for (const value of values) this.exports.qjs_free_value(value);
  }
  initialize(limits) {
    const { exports } = this;
    exports._initialize();
    if (exports.qjs_init() !== 0) throw new Error("QuickJS could not be started");
    exports.qjs_set_memory_limit(limits.heapMb * 2 ** 20);
    exports.qjs_set_max_stack_size(limits.stackBytes);
    exports.qjs_set_interrupt_handler(1);
    exports.qjs_set_promise_rejection_handler(1);
    exports.qjs_set_module_loader(1);
  }
  restore({ memory, runtime, context, stackPointer }) {
    const { exports } = this;
    const missing = memory.size - exports.memory.buffer.byteLength;
    if (missing > 0) exports.memory.grow(Math.ceil(missing / PAGE_BYTES));
    const target = new Uint8Array(exports.memory.buffer);
    for (const { at, bytes } of memory.parts) target.set(bytes, at);
    exports.qjs_set_runtime_and_context(runtime, context);
    exports.__stack_pointer.value = stackPointer;
  }
  imports(hooks) {
    return {
      host_call: suspending(
        (_name, _size, _receiver, count, values) => this.guarded(() => hooks.call(this.values.listed(values, count)))
      ),
      host_interrupt: () => hooks.interrupt() ? 1 : 0,
      host_module_normalize: suspending(
        (referrer, specifier) => this.guarded(
          () => this.resolved(hooks, this.values.cString(specifier), this.values.cString(referrer))
        )
      ),
      host_module_load: (name, outSize) => {
        const { address, size } = this.values.write(hooks.source(this.values.cString(name)));
        new DataView(this.exports.memory.buffer).setUint32(outSize, size, true);
        return address;
      },
      host_promise_rejection: (promise, reason, isHandled) => {
        const identity = this.exports.qjs_get_value_ptr(promise);
        this.free(promise);
        hooks.rejection(identity, reason, isHandled !== 0);
      },
      host_get_timezone_offset: (high, low) => {
        const seconds = Number(BigInt(high) << 32n | BigInt(low >>> 0));
        return -new Date(seconds * 1e3).getTimezoneOffset() * 60;
      }
    };
  }
  resolved(hooks, specifier, referrer) {
    const name = hooks.resolve(specifier, referrer);
    if (typeof name === "string") return this.values.write(name).address;
    return name.then((text) => this.values.write(text).address);
  }
  /** Errors of the host become errors of the guest; the guest sees 0 and throws what waits. */
  guarded(work) {
    try {
      const result = work();
      return typeof result === "number" ? result : result.catch((error) => this.throwInGuest(error));
    } catch (error) {
      return this.throwInGuest(error);
    }
  }
  throwInGuest(error) {
    if (error instanceof Abandoned) throw error;
    const { exports } = this;
    const thrown = error instanceof GuestThrow ? error.value : this.values.newError(error);
    exports.qjs_throw(thrown);
    this.free(thrown);
    return 0;
  }
  checked(result) {
    if (this.exports.qjs_is_exception(result) === 0) return result;
    throw new GuestThrow(this.exports.qjs_get_exception());
  }
};
var Abandoned = class extends Error {
  name = "Abandoned";
};

// src/adapters/engine-embedded/vu/quickjs/engine-parts.ts
var STACK_BYTES = 256 * 1024;
function freshVu({ wasm: wasm2, guest }, hooks) {
  return new QuickJs(wasm2, hooks, guest.image);
}
async function loadGuest(wasm2, source, heapMb) {
  const unused = () => {
    throw new Error("nothing of the guest runs while its library is loaded");
  };
  const hooks = {
    call: unused,
    interrupt: () => false,
    resolve: unused,
    source: unused,
    rejection: () => void 0
  };
  const limits = { heapMb, stackBytes: STACK_BYTES };
  const bytecode = new QuickJs(wasm2, hooks, limits).compile(source, "k6-api.js");
  const vm = new QuickJs(wasm2, hooks, limits);
  const startGuest = await vm.runBytecode(bytecode);
  return { image: vm.image(), startGuest };
}

// src/adapters/engine-embedded/vu/quickjs/message-batch.ts
var MOST_WAITING = 8;
var MessageBatch = class {
  waiting = [];
  transfer = [];
  turn;
  send;
  constructor(send) {
    this.send = send;
  }
  add(message, transfer = []) {
    this.waiting.push(message);
    this.transfer.push(...transfer);
    if (this.waiting.length >= MOST_WAITING) this.flush();
    else this.turn ??= setImmediate(() => this.flush());
  }
  /** Sends what waits, if anything. */
  flush() {
    clearImmediate(this.turn);
    this.turn = void 0;
    const { waiting, transfer } = this;
    if (waiting.length === 0) return;
    this.waiting = [];
    this.transfer = [];
    this.send(waiting, transfer);
  }
};

// src/adapters/engine-embedded/loader/cjs-source.ts
function looksCommonJs(code) {
  if (/^\s*(import\b(?!\s*\()|export\b)/m.test(code) || /[;}]\s*(import|export)\b/.test(code)) return false;
  return /\b(require\s*\(|module\.exports|exports\s*[.[])/.test(code);
}
function commonJsNames(code) {
  const assigned = [...code.matchAll(/\bexports\.([A-Za-z_$][\w$]*)\s*=(?!=)/g)].map(
    (match) => match[1] ?? ""
  );
  const object = /\bmodule\.exports\s*=\s*\{([^{}]*)\}/s.exec(code)?.[1] ?? "";
  const listed2 = object.split(",").map((member) => /^\s*([A-Za-z_$][\w$]*)/.exec(member)?.[1] ?? "");
  return [.../* @__PURE__ */ new Set([...assigned, ...listed2])].filter((name) => name !== "" && name !== "default");
}

// src/adapters/engine-embedded/vu/quickjs/module-store.ts
var ModuleStore = class {
  resolved = /* @__PURE__ */ new Map();
  sources = /* @__PURE__ */ new Map();
  /** The name that an import stands for; `undefined` when it was not asked yet. */
  known(specifier, referrer) {
    return this.resolved.get(`${specifier}
${referrer}`);
  }
  /** Takes in what the main thread answered. @returns the module's name */
  add(specifier, referrer, served) {
    const name = served.kind === "builtin" ? served.name : served.id;
    this.resolved.set(`${specifier}
${referrer}`, name);
    if (served.kind === "source") this.sources.set(name, served.code);
    return name;
  }
  /** How the importer wrote the name of a module. */
  specifierOf(name) {
    for (const [key, resolved] of this.resolved) {
      if (resolved === name) return key.slice(0, key.indexOf("\n"));
    }
    return name;
  }
  /** As the script has it. */
  code(name) {
    return this.sources.get(name);
  }
  /** As QuickJS gets it. */
  source(name, builtins) {
    const code = this.sources.get(name);
    if (code === void 0) return builtinSource(name, builtins[name] ?? []);
    return looksCommonJs(code) ? commonJsSource(name, code) : code;
  }
};
function builtinSource(name, members) {
  return `const module = __perfGate.modules[${JSON.stringify(name)}];
${exportsOf(members)}export default module;`;
}
function commonJsSource(name, code) {
  const run = `const module = __perfGate.commonJs(${JSON.stringify(name)}, ${JSON.stringify(code)});
`;
  const whole = 'export default module !== null && typeof module === "object" && module.__esModule && "default" in module ? module.default : module;';
  return `${run}${exportsOf(commonJsNames(code))}${whole}`;
}
function exportsOf(members) {
  return members.filter((member) => member !== "default").map((member, index) => `const m${index} = module.${member}; export { m${index} as ${member} };
`).join("");
}

// src/adapters/engine-embedded/vu/quickjs/init-error.ts
function initFailureOf({ name, message, stack }, modules) {
  const missing = /Could not find export '(.*)' in module '(.*)'/.exec(message);
  if (missing !== null) return missingExport(missing[1] ?? "", modules.specifierOf(missing[2] ?? ""));
  const frames = stack.split("\n").filter((line) => line.includes("file://")).join("\n");
  const [, id = ""] = /(file:\/\/[^\n]*?):\d+:\d+/.exec(frames) ?? [];
  const code = modules.code(id);
  if (name === "SyntaxError" && code !== void 0)
    return { kind: "syntax", message, stack: "", module: { id, code } };
  return {
    kind: "threw",
    message: name === "Error" ? `Error: ${message}` : message,
    stack: frames,
    module: null
  };
}
function missingExport(name, specifier) {
  const message = `SyntaxError: The requested module '${specifier}' does not provide an export named '${name}'`;
  return { kind: "link", message, stack: "", module: null };
}

// src/adapters/engine-embedded/vu/line/messages.ts
var SIGNAL = {
  /** Counts wake-ups; a thread that sleeps waits for it to change. */
  wake: 0,
  /** 1 while the running call is to end. */
  stop: 1,
  length: 2
};

// src/adapters/engine-embedded/vu/quickjs/line-port.ts
var STOPPED = [false, "the call was interrupted"];
var LinePort = class {
  post;
  signal;
  answers = /* @__PURE__ */ new Map();
  waits = /* @__PURE__ */ new Set();
  lastId = 0;
  constructor(post, signal) {
    this.post = post;
    this.signal = new Int32Array(signal);
  }
  /** Whether the running call is to end. */
  get isStopped() {
    return Atomics.load(this.signal, SIGNAL.stop) === 1;
  }
  /** An answer as a list: ok, text, bodies. */
  ask(op, json, bodies) {
    if (this.isStopped) return Promise.resolve(STOPPED);
    return this.wait(STOPPED, (done) => this.send(op, json, bodies, (answer) => done(listed(answer))));
  }
  askLater(op, json, bodies, done) {
    this.send(op, json, bodies, (answer) => done(listed(answer)));
  }
  /** @returns whether the call may go on */
  sleep(milliseconds) {
    if (this.isStopped) return Promise.resolve(false);
    let timer;
    const slept = this.wait(false, (done) => {
      timer = setTimeout(() => done(true), milliseconds);
    });
    return slept.finally(() => clearTimeout(timer));
  }
  take(answer) {
    const done = this.answers.get(answer.id);
    this.answers.delete(answer.id);
    done?.(answer);
  }
  /** Ends what blocks the guest; it goes on and is told. */
  stop() {
    for (const wait of this.waits) wait.stop();
  }
  /** Ends what blocks the guest for good: a stack that nobody ends is never freed. */
  close() {
    for (const wait of this.waits) wait.abandon();
  }
  send(op, json, bodies, done) {
    this.lastId += 1;
    this.answers.set(this.lastId, done);
    this.post({ type: "ask", id: this.lastId, op, json, bodies });
  }
  wait(stopped, begin) {
    return new Promise((resolve, reject) => {
      const end = (settle) => {
        this.waits.delete(wait);
        settle();
      };
      const wait = {
        stop: () => end(() => resolve(stopped)),
        abandon: () => end(() => reject(new Abandoned("the VU was ended")))
      };
      this.waits.add(wait);
      begin((value) => end(() => resolve(value)));
    });
  }
};
function listed(answer) {
  return answer.ok ? [true, answer.json, ...answer.bodies] : [false, answer.message];
}

// src/adapters/engine-embedded/guest/quickjs/native.ts
var OP = {
  /** Blocks: op, json, bodies -> [ok, json or message, bodies]. */
  ask: 0,
  /** id, op, json, bodies; the answer comes through the entry `answer`. */
  askLater: 1,
  /** Blocks: ms -> whether the call may go on. */
  sleep: 2,
  /** Blocks: name -> number of elements, -1 when there is no such array. */
  shared: 3,
  /** name, index -> JSON. */
  sharedAt: 4,
  now: 5,
  /** `PackedSamples`: definitions, bytes of the values. */
  samples: 6,
  log: 7,
  markFailed: 8,
  dropJar: 9,
  /** name, type, contains. */
  declareMetric: 10,
  startTimer: 11,
  stopTimer: 12,
  /** JSON of the end, `null` for no value; JSON of the tags, `null` for the call's; samples as above, if any. */
  finish: 13,
  /** algorithm, key or null, data -> digest or null. */
  hash: 14,
  randomBytes: 15,
  encodeUtf8: 16,
  /** bytes, label, fatal -> text or null. */
  decodeText: 17,
  /** code, id -> a CommonJS module as a function. */
  compile: 18
};

// src/adapters/engine-embedded/vu/host-bytes.ts
import { createHash, createHmac, randomBytes } from "node:crypto";
var hostBytes = {
  hash(algorithm, key, data) {
    try {
      const hash = key === null ? createHash(algorithm) : createHmac(algorithm, new Uint8Array(key));
      return exactBuffer(hash.update(new Uint8Array(data)).digest());
    } catch {
      return null;
    }
  },
  randomBytes: (size) => exactBuffer(randomBytes(size)),
  encodeUtf8: (text) => exactBuffer(Buffer.from(text, "utf8")),
  decodeText(bytes, label, fatal) {
    const view = bytes instanceof SharedArrayBuffer ? new Uint8Array(bytes).slice() : new Uint8Array(bytes);
    try {
      return new TextDecoder(label, { fatal }).decode(view);
    } catch {
      return null;
    }
  }
};
function exactBuffer(bytes) {
  return new Uint8Array(bytes).buffer;
}

// src/adapters/engine-embedded/vu/shared-texts.ts
function sharedTexts(texts, offsets) {
  const begins = new Uint32Array(offsets);
  const bytes = Buffer.from(texts);
  return {
    length: Math.max(begins.length - 1, 0),
    at: (index) => bytes.toString("utf8", begins[index], begins[index + 1])
  };
}

// src/adapters/engine-embedded/vu/quickjs/native-ops.ts
var NOTHING_RETURNED = { kind: "returned", value: null };
var OUT_OF_MEMORY = '"message":"InternalError: out of memory"';
var NativeOps = class {
  vm;
  line;
  shared;
  events;
  timers = /* @__PURE__ */ new Map();
  table;
  startedMs = 0;
  constructor(vm, line, shared, events) {
    this.vm = vm;
    this.line = line;
    this.shared = shared;
    this.events = events;
    this.table = this.makeTable();
  }
  callStarts() {
    this.startedMs = performance.now();
  }
  stopTimers() {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }
  /** A number, then what belongs to it; a promise suspends the guest. */
  perform([op, ...values]) {
    if (op === OP.compile) return this.compile(String(values[0]), String(values[1]));
    const result = this.table[Number(op)]?.(values);
    if (!(result instanceof Promise)) return this.vm.values.toGuest(result);
    return result.then((value) => {
      this.events.resumed();
      return this.vm.values.toGuest(value);
    });
  }
  makeTable() {
    const { line, events } = this;
    const table = [];
    table[OP.ask] = ([op, json, ...bodies]) => line.ask(op, String(json), bodies);
    table[OP.askLater] = ([id, op, json, ...bodies]) => line.askLater(
      op,
      String(json),
      bodies,
      (answer) => events.answer(Number(id), answer)
    );
    table[OP.sleep] = ([milliseconds]) => line.sleep(Number(milliseconds));
    table[OP.shared] = ([name]) => this.sharedLength(String(name));
    table[OP.sharedAt] = ([name, index]) => this.shared.get(String(name))?.at(Number(index)) ?? "null";
    table[OP.now] = () => performance.timeOrigin + performance.now();
    table[OP.samples] = ([defined, bytes]) => line.post({ type: "samples", samples: packed(defined, bytes) });
    table[OP.log] = ([level, text]) => line.post({ type: "log", level, line: String(text) });
    table[OP.markFailed] = ([message]) => line.post({ type: "testFailed", message: String(message) });
    table[OP.dropJar] = ([id]) => line.post({ type: "dropJar", id: Number(id) });
    table[OP.declareMetric] = ([name, type, contains]) => {
      const declared = {
        name: String(name),
        type,
        contains
      };
      events.metrics.push(declared);
    };
    table[OP.startTimer] = ([id, ms, repeats]) => this.startTimer(Number(id), Number(ms), repeats === true);
    table[OP.stopTimer] = ([id]) => this.stopTimer(Number(id));
    table[OP.finish] = ([end, tags, defined, bytes]) => this.finish(
      end === null ? null : String(end),
      tags === null ? null : String(tags),
      bytes === void 0 ? null : packed(defined, bytes)
    );
    table[OP.hash] = ([algorithm, key, data]) => hostBytes.hash(String(algorithm), key ?? null, data);
    table[OP.randomBytes] = ([size]) => hostBytes.randomBytes(Number(size));
    table[OP.encodeUtf8] = ([text]) => hostBytes.encodeUtf8(String(text));
    table[OP.decodeText] = ([bytes, label, fatal]) => hostBytes.decodeText(bytes, String(label), fatal === true);
    return table;
  }
  /** Looked up once for all VUs of the thread. */
  sharedLength(name) {
    const known = this.shared.get(name);
    if (known !== void 0) return known.length;
    return this.line.ask("shared", JSON.stringify(name), []).then(([ok, _json, texts, offsets]) => {
      if (ok !== true || !(texts instanceof SharedArrayBuffer) || !(offsets instanceof SharedArrayBuffer))
        return -1;
      const view = sharedTexts(texts, offsets);
      this.shared.set(name, view);
      return view.length;
    });
  }
  startTimer(id, milliseconds, repeats) {
    const start = repeats ? setInterval : setTimeout;
    const fire = () => {
      if (!repeats) this.timers.delete(id);
      this.events.fireTimer(id);
    };
    this.timers.set(id, start(fire, milliseconds));
  }
  stopTimer(id) {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
  }
  finish(end, tags, samples) {
    if (end?.includes(OUT_OF_MEMORY)) {
      if (samples !== null) this.line.post({ type: "samples", samples });
      this.events.ranOutOfMemory();
      return;
    }
    this.line.post({
      type: "end",
      end: end === null ? NOTHING_RETURNED : JSON.parse(end),
      durationMs: performance.now() - this.startedMs,
      tags: tags === null ? null : JSON.parse(tags),
      samples
    });
  }
  /** A CommonJS module as a function; the line numbers stay those of the file. */
  compile(code, id) {
    return this.vm.evaluateQuietly(`(function (exports, require, module) {${code}
})`, id);
  }
};
function packed(defined, bytes) {
  return { defined: String(defined), values: new Float64Array(bytes) };
}

// src/adapters/engine-embedded/vu/quickjs/native-vu.ts
var NativeVu = class {
  start;
  parts;
  line;
  ops;
  vm;
  entries = /* @__PURE__ */ new Map();
  rejections = /* @__PURE__ */ new Map();
  onGone;
  tail = Promise.resolve();
  control = 0;
  builtins = {};
  sliceStartMs = 0;
  isOver = false;
  /** While a call is being ended from here, nothing interrupts that. */
  isUnwinding = false;
  hasComputedTooLong = false;
  constructor(post, start, parts, onGone) {
    this.start = start;
    this.parts = parts;
    this.onGone = onGone;
    this.line = new LinePort(post, start.signal);
    this.vm = freshVu(parts, {
      call: (values) => this.ops.perform(values),
      interrupt: () => this.interrupt(),
      resolve: (specifier, referrer) => this.resolve(specifier, referrer),
      source: (name) => parts.modules.source(name, this.builtins),
      rejection: (promise, reason, isHandled) => this.noteRejection(promise, reason, isHandled)
    });
    const metrics = [];
    this.ops = new NativeOps(this.vm, this.line, parts.shared, {
      metrics,
      fireTimer: (id) => this.later("fireTimer", id),
      answer: (id, answer) => this.later("answer", id, ...answer),
      ranOutOfMemory: () => this.end("it ran out of memory"),
      resumed: () => {
        this.sliceStartMs = performance.now();
      }
    });
    this.enqueue(() => this.init(metrics));
  }
  /** Ends the VU; the instance is not used again. */
  close() {
    if (this.isOver) return;
    this.isOver = true;
    this.ops.stopTimers();
    this.line.close();
  }
  end(reason) {
    if (this.isOver) return;
    this.close();
    this.onGone(reason);
  }
  /** A message of the main thread. */
  take(message) {
    switch (message.type) {
      case "answer":
        this.line.take(message);
        break;
      case "stop":
        this.line.stop();
        this.later("stop");
        break;
      case "call":
        this.enqueue(async () => {
          this.ops.callStarts();
          await this.enter("run", message.facts, message.data, ...message.counters);
        });
    }
  }
  /** Runs the guest library, then the script's init code, and reports how that went. */
  async init(metrics) {
    try {
      this.sliceStartMs = performance.now();
      await this.startGuest();
      const describe = await this.evaluate(this.start.entry);
      this.line.post({ type: "ready", describe, metrics });
    } catch (error) {
      this.line.post({ type: "failed", failure: await this.initFailure(error) });
    }
  }
  async startGuest() {
    const { vm, start } = this;
    const { vu, loading, env, options, throwsByDefault } = start;
    const { startGuest } = this.parts.guest;
    const json = vm.values.toGuest(JSON.stringify({ vu, loading, env, options, throwsByDefault }));
    this.control = await vm.call(startGuest, vm.native(), json);
    vm.free(json);
    this.builtins = JSON.parse(String(await this.callEntry("moduleMembers")));
  }
  /** @returns the description of the script */
  async evaluate(entry) {
    const name = await this.resolve(entry, "");
    const code = this.parts.modules.code(name) ?? "";
    if (looksCommonJs(code)) {
      await this.callEntry("runCommonJs", name, code);
      await this.settle();
      return String(await this.callEntry("endInit"));
    }
    const { vm } = this;
    const evaluation = await vm.runModule(code, name);
    await this.settle();
    const { state, result } = vm.promise(evaluation);
    if (state === "rejected") throw new GuestThrow(result);
    if (state === "pending") throw new Error("the module waits for a promise that never settles");
    const described = await vm.call(this.entry("endInit"), result);
    return String(vm.values.toHost(described));
  }
  async initFailure(error) {
    const thrown = error instanceof GuestThrow ? JSON.parse(await this.describe(error.value)) : { name: "Error", message: String(error.message), stack: "" };
    return initFailureOf(thrown, this.parts.modules);
  }
  async describe(value) {
    return String(this.vm.values.toHost(await this.vm.call(this.entry("describeError"), value)));
  }
  resolve(specifier, referrer) {
    const { modules } = this.parts;
    const known = modules.known(specifier, referrer);
    if (known !== void 0) return known;
    const json = JSON.stringify({ specifier, referrer, as: "esm" });
    return this.line.ask("module", json, []).then(([ok, text]) => {
      if (ok !== true) throw new Error(String(text));
      return modules.add(specifier, referrer, JSON.parse(String(text)));
    });
  }
  later(name, ...values) {
    this.enqueue(() => this.enter(name, ...values));
  }
  enqueue(work) {
    this.tail = this.tail.then(async () => {
      if (this.isOver) return;
      try {
        await work();
      } catch (error) {
        this.end(error instanceof RangeError ? "its stack overflowed" : reasonOf(error));
      }
    });
  }
  async enter(name, ...values) {
    this.sliceStartMs = performance.now();
    try {
      await this.callEntry(name, ...values);
      await this.settle();
    } catch (error) {
      if (!(error instanceof GuestThrow)) throw error;
      await this.unwind(error);
    }
  }
  /** Code of the guest was ended from outside, or ran out of memory in the library: the call ends. */
  async unwind(error) {
    this.isUnwinding = true;
    try {
      if (this.hasComputedTooLong) {
        this.hasComputedTooLong = false;
        const reason = this.vm.values.toGuest(computedTooLong(this.parts.longestSliceMs));
        await this.vm.call(this.entry("rejected"), reason);
      } else if (this.line.isStopped) await this.callEntry("stop");
      else await this.vm.call(this.entry("rejected"), error.value);
      await this.settle();
    } finally {
      this.isUnwinding = false;
    }
  }
  async callEntry(name, ...values) {
    const { vm } = this;
    const pointers = values.map((value) => vm.values.toGuest(value));
    const result = await vm.call(this.entry(name), ...pointers);
    const answer = vm.values.toHost(result);
    vm.free(result, ...pointers);
    return answer;
  }
  entry(name) {
    const known = this.entries.get(name);
    if (known !== void 0) return known;
    const fn = this.vm.property(this.control, name);
    this.entries.set(name, fn);
    return fn;
  }
  /** Runs promise jobs, and what waits for their end, until there is nothing left of either. */
  async settle() {
    let isWaiting;
    do {
      while (await this.vm.runJob()) ;
      await this.reportRejections();
      isWaiting = await this.callEntry("afterJobs");
    } while (isWaiting === true || this.vm.hasJobs || this.rejections.size > 0);
  }
  async reportRejections() {
    for (const [promise, reason] of [...this.rejections]) {
      this.rejections.delete(promise);
      const result = await this.vm.call(this.entry("rejected"), reason);
      this.vm.free(result, reason);
    }
  }
  noteRejection(promise, reason, isHandled) {
    const noted = this.rejections.get(promise);
    if (noted !== void 0) this.vm.free(noted);
    this.rejections.delete(promise);
    if (isHandled) this.vm.free(reason);
    else this.rejections.set(promise, reason);
  }
  interrupt() {
    if (this.isUnwinding) return false;
    if (this.line.isStopped) return true;
    if (performance.now() - this.sliceStartMs < this.parts.longestSliceMs) return false;
    this.hasComputedTooLong = true;
    return true;
  }
};
function computedTooLong(limitMs) {
  return `the script computed for ${limitMs / 1e3} s without a pause, which is the limit here: other virtual users share the thread`;
}
function reasonOf(error) {
  const message = error instanceof Error ? error.message : String(error);
  return `its engine failed: ${message}`;
}

// src/adapters/engine-embedded/vu/quickjs/engine-worker.ts
async function runEngine(parent, { wasmPath, heapMb, longestSliceMs }) {
  const module = new wasm.Module(readFileSync(wasmPath));
  const guest = await loadGuest(module, nativeGuestSource, heapMb);
  const modules = new ModuleStore();
  const parts = { wasm: module, guest, modules, shared: /* @__PURE__ */ new Map(), longestSliceMs };
  const vus = /* @__PURE__ */ new Map();
  const batch = new MessageBatch((messages, transfer) => parent.postMessage(messages, transfer));
  const gone = (id, reason) => {
    vus.delete(id);
    batch.add({ type: "gone", id, reason });
  };
  const open = (id, start) => {
    const post = (message) => batch.add({ type: "post", id, message });
    try {
      vus.set(id, new NativeVu(post, start, parts, (reason) => gone(id, reason)));
    } catch (error) {
      gone(id, error instanceof Error ? error.message : String(error));
    }
  };
  const close = (id) => {
    vus.get(id)?.close();
    vus.delete(id);
  };
  parent.on("message", (messages) => {
    for (const message of messages) {
      if (message.type === "post") vus.get(message.id)?.take(message.message);
      else if (message.type === "open") open(message.id, message.start);
      else close(message.id);
    }
  });
}
yieldToMain();
if (parentPort !== null) await runEngine(parentPort, workerData);
