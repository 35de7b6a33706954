import { z } from 'zod';
import { CURRENCIES } from '../kit/money.js';
import { operationOf, type OttuContext } from './context.js';
import type { OttuGateway } from './gateways.js';

export const MethodsRequest = z.object({
  plugin: z.enum(['payment_request', 'e_commerce']),
  currencies: z.array(z.string()).optional(),
  customer_id: z.string().max(64).optional(),
  operation: z.enum(['purchase', 'authorize']).optional(),
  tokenizable: z.boolean().optional(),
  auto_debit: z.boolean().optional(),
  pg_names: z.array(z.string()).optional(),
  type: z.enum(['sandbox', 'production']).optional(),
  tags: z.array(z.string()).optional(),
  payment_services: z.array(z.string()).optional(),
});
type MethodsRequest = z.infer<typeof MethodsRequest>;

const currenciesOf = ({ currencies }: OttuGateway): readonly string[] =>
  currencies === 'all' ? CURRENCIES : currencies;

/** The gateways of the merchant that fit the question. */
export function listMethods(context: OttuContext, request: MethodsRequest): unknown {
  const { currencies, operation, tokenizable, auto_debit, pg_names, type, tags } = request;
  const { payment_services } = request;
  const fits = (gateway: OttuGateway): boolean =>
    (currencies?.some((each) => currenciesOf(gateway).includes(each)) ?? true) &&
    (operation === undefined || operation === operationOf(context, gateway.code)) &&
    (tokenizable === undefined || tokenizable === gateway.tokenizable) &&
    (auto_debit === undefined || auto_debit === gateway.tokenizable) &&
    (pg_names === undefined || pg_names.includes(gateway.pg)) &&
    type !== 'production' &&
    (tags === undefined || tags.length === 0) &&
    (payment_services?.some((each) => gateway.instruments.some((own) => own === each)) ?? true);
  return {
    payment_methods: context.gateways.filter(fits).map((gateway) => ({
      code: gateway.code,
      name: gateway.name,
      is_sandbox: true,
      logo: context.url(`/static/images/pg_icons/${encodeURIComponent(gateway.code)}.svg`),
      wallets: [],
      payment_services: gateway.instruments.filter((each) => each !== 'token'),
      default_currency: gateway.exchange?.currency ?? currenciesOf(gateway)[0],
      accepted_currencies: currenciesOf(gateway),
      operation: operationOf(context, gateway.code),
      operations: ['refund', 'capture', 'void'],
      is_tokenizable: gateway.tokenizable,
      auto_debit_enabled: gateway.tokenizable,
      tags: [],
    })),
  };
}
