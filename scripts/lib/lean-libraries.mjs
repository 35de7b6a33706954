import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LIT_ANSWERS, TAKEN_OUT } from './lean-lit.mjs';
import { ZOD_ANSWERS } from './lean-zod-core.mjs';

const LEAN_ZOD = fileURLToPath(new URL('./lean-zod.mjs', import.meta.url));

/**
 * What the libraries ask while they run and what has one answer in our scripts. With the answer
 * written in, the minifier drops the other branch. The libraries are pinned: a question that is not
 * found any more stops the build, so that an update is looked at.
 */
const ANSWERS = { ...LIT_ANSWERS, ...ZOD_ANSWERS };

/** A question that is a text stands anywhere, with any white space between its words. */
const asked = (question) =>
  question instanceof RegExp
    ? question
    : new RegExp(question.replaceAll(/[^\w\s]/g, '\\$&').replaceAll(/\s+/g, '\\s+'), 'g');

/** Code without comments that fill lines. */
const plain = (code) => code.replaceAll(/^ *(?:\/\/.*|\/\*[^]*?\*\/)\n/gm, '');

/** The code of a module of a library with our answers in it. @throws when it does not ask them. */
export function answered(module, code) {
  return ANSWERS[module].reduce((text, [question, answer]) => {
    const next = text.replace(asked(question), answer);
    if (next === text) throw new Error(`${module} does not ask ${question} any more.`);
    return next;
  }, plain(code));
}

const moduleOf = (id) => Object.keys(ANSWERS).find((each) => id.endsWith(`/node_modules/${each}`));

/** Lit's release is on one line; beside it is the same code as it was written. */
const readable = (id) => readFileSync(id.replace(/[^/]+$/, 'development/$&'), 'utf8');

/** @throws when a module of the widget uses what is not in the scripts. */
export function checkUse(id, code) {
  const [found] = TAKEN_OUT.exec(plain(code)) ?? [];
  if (found)
    throw new Error(`${id} has ${found}, which scripts/lib/lean-lit.mjs takes out of Lit.`);
}

/** Cuts lit and zod down to what the widget uses of them. For the scripts that hold them. */
export function leanLibraries() {
  return {
    name: 'lean-libraries',
    enforce: 'pre',
    resolveId: (source) => (source === 'zod/mini' ? LEAN_ZOD : null),
    load: (id) => (LIT_ANSWERS[moduleOf(id)] ? readable(id) : null),
    transform(code, id) {
      const module = moduleOf(id);
      if (id.includes('/src/widget/')) checkUse(id, code);
      return module ? { code: answered(module, code), map: null } : null;
    },
  };
}
