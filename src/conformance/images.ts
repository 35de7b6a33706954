import type { PaymentSessionView } from '../contract/payment-session.js';
import { inShort, type ReadRun } from './run.js';

/** A list of fifty methods is looked at by its first ones. */
const MOST = 20;

/** Every picture of the view: whose it is, and that it is one. */
export async function checkImages({ view, subject, findings, look }: ReadRun): Promise<void> {
  // As the widget reads them: a path counts from the backend.
  const urls = picturesIn(view).map(([field, text]) => ({
    field,
    url: URL.canParse(text, subject.backendUrl) ? new URL(text, subject.backendUrl) : null,
  }));
  if (urls.length === 0) {
    for (const fact of ['images.origin', 'images.answer', 'cors.images'] as const)
      findings.skip(fact, 'The view names no picture.');
    return;
  }
  const foreign = urls.filter(({ url }) => url?.origin !== subject.ownOrigin);
  findings.judge(
    'images.origin',
    ...foreign.map(({ field, url }) => `${field} is on ${url?.origin ?? 'no origin'}`),
  );
  const own = new Set(
    urls.flatMap(({ url }) => (url?.origin === subject.ownOrigin ? [url.href] : [])),
  );
  for (const href of [...own].slice(0, MOST)) {
    const answer = await look(href);
    const type = answer.headers.get('Content-Type') ?? 'no type';
    const isImage = answer.status === 200 && type.startsWith('image/');
    const instead = answer.status === 200 ? `answered ${type}` : inShort(answer);
    findings.judge('images.answer', isImage ? null : `${answer.to} ${instead}`);
    if (subject.origin !== subject.ownOrigin) {
      const policy = answer.headers.get('Cross-Origin-Resource-Policy') ?? 'cross-origin';
      const shown = policy === 'cross-origin';
      findings.judge('cors.images', shown ? null : `${answer.to} answered ${policy}`);
    }
  }
}

function picturesIn(view: PaymentSessionView): readonly (readonly [field: string, url: string])[] {
  const { order, payment_methods: methods, qr_code } = view;
  const all: readonly (readonly [string, string | null | undefined])[] = [
    ...methods.map(({ icon }, index) => [`payment_methods[${index}].icon`, icon] as const),
    ...order.items.map(({ image }, index) => [`order.items[${index}].image`, image] as const),
    ['order.merchant_logo', order.merchant_logo],
    ['qr_code', qr_code],
  ];
  return all.flatMap(([field, url]) => (url == null ? [] : [[field, url] as const]));
}
