/** Facts about the source that only its text holds: names of types leave nothing at run time. */
import ts from 'typescript';
import { read } from './markdown.js';

const parse = (path: string): ts.SourceFile =>
  ts.createSourceFile(path, read(path), ts.ScriptTarget.ES2022, true);

/** The names of the members of an interface, inherited ones aside. */
export function membersOf(path: string, name: string): readonly string[] {
  const found = parse(path).statements.find(
    (each): each is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(each) && each.name.text === name,
  );
  if (found === undefined) throw new Error(`${path} has no interface ${name}.`);
  return found.members.flatMap((member) => (member.name ? [member.name.getText()] : []));
}

/** The texts that a union of text literals names; what it takes from other types aside. */
export function literalsOf(path: string, name: string): readonly string[] {
  const found = parse(path).statements.find(
    (each): each is ts.TypeAliasDeclaration =>
      ts.isTypeAliasDeclaration(each) && each.name.text === name,
  );
  if (!found || !ts.isUnionTypeNode(found.type)) throw new Error(`${path} has no union ${name}.`);
  return found.type.types.flatMap((each) =>
    ts.isLiteralTypeNode(each) && ts.isStringLiteral(each.literal) ? [each.literal.text] : [],
  );
}

/** The events that the classes of a file stand for, each with its public fields. */
export function eventsOf(path: string): ReadonlyMap<string, readonly string[]> {
  const events = new Map<string, readonly string[]>();
  for (const each of parse(path).statements) {
    const type = /super\('(hpp-[\w-]+)'/.exec(each.getText())?.[1];
    if (!ts.isClassDeclaration(each) || type === undefined) continue;
    const fields = each.members.filter(ts.isPropertyDeclaration).map(({ name }) => name.getText());
    events.set(type, fields);
  }
  return events;
}
