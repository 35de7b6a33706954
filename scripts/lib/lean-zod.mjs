/**
 * `zod/mini` as the browser scripts get it: the same classes of zod's core, without the methods that
 * `zod/mini` gives to each schema (`parse`, `safeParse`, their asynchronous twins, `register` ...) and
 * the errors that those throw. A schema validates by its Standard Schema interface, which the core has
 * itself. Holds what the contract uses; anything else stops the build, and belongs here then.
 */
import {
  $ZodArray,
  $ZodBoolean,
  $ZodCatch,
  $ZodEnum,
  $ZodNullable,
  $ZodNumber,
  $ZodObject,
  $ZodOptional,
  $ZodString,
} from 'zod/v4/core';

/* @__NO_SIDE_EFFECTS__ */
export function string(checks) {
  const schema = new $ZodString({ type: 'string', checks });
  schema.check = (check) =>
    string([...(checks ?? []), { _zod: { check, def: { check: 'custom' }, onattach: [] } }]);
  return schema;
}

export const number = /* @__NO_SIDE_EFFECTS__ */ () => new $ZodNumber({ type: 'number' });
export const boolean = /* @__NO_SIDE_EFFECTS__ */ () => new $ZodBoolean({ type: 'boolean' });
export const array = /* @__NO_SIDE_EFFECTS__ */ (element) =>
  new $ZodArray({ type: 'array', element });
export const object = /* @__NO_SIDE_EFFECTS__ */ (shape) =>
  new $ZodObject({ type: 'object', shape });
export const catchall = /* @__NO_SIDE_EFFECTS__ */ ({ _zod }, rest) =>
  new $ZodObject({ ..._zod.def, catchall: rest });
export const optional = /* @__NO_SIDE_EFFECTS__ */ (innerType) =>
  new $ZodOptional({ type: 'optional', innerType });
export const nullable = /* @__NO_SIDE_EFFECTS__ */ (innerType) =>
  new $ZodNullable({ type: 'nullable', innerType });

const oneOf = /* @__NO_SIDE_EFFECTS__ */ (values) =>
  new $ZodEnum({
    type: 'enum',
    entries: Array.isArray(values)
      ? Object.fromEntries(values.map((each) => [each, each]))
      : values,
  });

const withFallback = /* @__NO_SIDE_EFFECTS__ */ (innerType, fallback) =>
  new $ZodCatch({ type: 'catch', innerType, catchValue: () => fallback });

export { oneOf as enum, withFallback as catch };
