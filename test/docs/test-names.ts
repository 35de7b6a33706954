import ts from 'typescript';
import { read } from './markdown.js';

/**
 * Whether a file has a test of this name. What a name takes from a loop may be anything; it may also stand
 * there as it is written, with `${…}`.
 */
export function hasTest(file: string, title: string): boolean {
  const name = title.replaceAll(/\$\{[^}]*\}/g, 'x');
  return testsOf(file).some((each) => each.test(name));
}

function testsOf(file: string): readonly RegExp[] {
  const names: RegExp[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(?:it|test)$/.test(node.expression.getText())) {
      const [name] = node.arguments;
      if (name && ts.isStringLiteralLike(name)) names.push(patternOf([name.text]));
      if (name && ts.isTemplateExpression(name)) {
        const rest = name.templateSpans.map(({ literal }) => literal.text);
        names.push(patternOf([name.head.text, ...rest]));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, read(file), ts.ScriptTarget.ES2022, true));
  return names;
}

const patternOf = (texts: readonly string[]): RegExp =>
  new RegExp(`^${texts.map((text) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('.+')}$`);
