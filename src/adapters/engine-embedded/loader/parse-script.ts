/** In a module of its own, which is loaded when there is something to parse: in a bundle, a CommonJS package has no names of its own. */
export { transform } from 'sucrase';
