import { html, nothing } from 'lit';
import type { PaymentSessionView } from '../../contract/payment-session.js';
import type { Choosing } from '../session/state.js';
import type { JourneyContext, View } from './context.js';
import { ownImage } from './picture.js';

/** What stands under the list: the way to pay on a phone, and the merchant's file. */
export function after({ session }: Choosing, context: JourneyContext): unknown {
  return [handOff(session, context), attachment(session, context)];
}

/** A file of the merchant, such as an invoice. */
export function attachment(
  { attachment: file }: PaymentSessionView,
  { strings, isAllowed }: JourneyContext,
): unknown {
  if (!file || !isAllowed(file.url)) return nothing;
  return html`<a
    class="link"
    part="attachment"
    href=${file.url}
    target="_blank"
    rel="noopener"
    download
    ><bdi>${strings.download(file.name)}</bdi></a
  >`;
}

/** A QR code behind a line that opens. Once it was open, the page waits for the phone. */
function handOff(
  { qr_code: picture, hosted_url: link }: PaymentSessionView,
  context: JourneyContext,
): unknown {
  const { strings, send, isAllowed, backend } = context;
  const image = ownImage(picture, backend);
  if (!image && !(link && isAllowed(link))) return nothing;
  return html`<details
    part="qr"
    @toggle=${({ target }: Event) => {
      if ((target as HTMLDetailsElement).open) send({ type: 'hand_off' });
    }}
  >
    <summary>${strings.handOff}</summary>
    ${
      image
        ? html`<img part="qr-code" alt=${strings.qrCode} src=${image} />`
        : link && drawn(link, context)
    }
    <p>${strings.handOffText}</p>
  </details>`;
}

/** White around and under it in every theme: a camera has to read it. */
function drawn(link: string, { strings, qrCode }: JourneyContext): View | null {
  const code = qrCode(link);
  return (
    code &&
    html`<svg
      class="qr"
      part="qr-code"
      role="img"
      aria-label=${strings.qrCode}
      viewBox="-4 -4 ${code.size + 8} ${code.size + 8}"
    >
      <path d=${code.path} />
    </svg>`
  );
}
