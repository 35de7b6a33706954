/**
 * The languages that the widget speaks, each name between two spaces. English is built in; each other
 * one is a file of this folder that is loaded on demand. `pt` is European Portuguese, `sr` is Serbian
 * in Cyrillic.
 */
export const LOCALE_NAMES =
  ' en ar bs de es fa fr he hi hr id it ja ko nl pl pt pt-BR sr sr-Latn th tr uk ur vi zh-Hans zh-Hant ';
