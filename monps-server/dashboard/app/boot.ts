import { STORAGE_KEY } from "@/lib/storage-key";

/**
 * Runs before the first paint: the theme and the language that were chosen, so that a dark page does not
 * flash white. A string, because it stands in the page itself; the server names it by its hash.
 */
export const BOOT = `(function(){var p={};try{p=JSON.parse(localStorage.getItem(${JSON.stringify(STORAGE_KEY)}))||{}}catch(e){}
var d=document.documentElement,t=p.theme==="light"||p.theme==="dark"?p.theme:matchMedia("(prefers-color-scheme: light)").matches?"light":"dark";
d.dataset.theme=t;d.lang=p.language==="fr"||p.language==="en"?p.language:/^fr/i.test(navigator.language)?"fr":"en"})()`;
