/**
 * What the stylesheet of a page may name: the parts and CSS custom properties of `<hpp-checkout>`. They
 * are many, so they stand beside its manual; `custom-elements-manifest.config.mjs` joins the two.
 *
 * @csspart root - The card around everything.
 * @csspart form - The list with its header and buttons.
 * @csspart header - Merchant, amount and order.
 * @csspart heading - The heading of the screen.
 * @csspart amount-label - The merchant, above the amount.
 * @csspart amount - The amount to pay.
 * @csspart about - The order in a line.
 * @csspart summary - The order's details, which open.
 * @csspart description - What the order is about, in the details.
 * @csspart items - The order's items.
 * @csspart item - One of them.
 * @csspart totals - The order's sums.
 * @csspart line - A line of the sums or of a receipt.
 * @csspart label - Its name.
 * @csspart value - Its amount or text.
 * @csspart methods - The fieldset of payment methods.
 * @csspart methods-heading - Its legend.
 * @csspart method - One payment method.
 * @csspart selected - The one that is selected.
 * @csspart radio - Its radio button.
 * @csspart method-name - Its name and description.
 * @csspart method-note - Its description, or why it cannot be used.
 * @csspart method-total - Its total and fee.
 * @csspart fee - Its fee.
 * @csspart icon - The box of a picture or monogram.
 * @csspart picture - The picture.
 * @csspart badge - The mark of a sandbox method.
 * @csspart recommended - The mark of a method that the merchant recommends.
 * @csspart offer - A few words of praise for a method.
 * @csspart search - The search in a long list.
 * @csspart more - The button that shows the rest of it.
 * @csspart save-card - The option to save the card.
 * @csspart checkbox - Its box.
 * @csspart instalments - The choice of a plan to pay in parts.
 * @csspart terms - The terms to accept.
 * @csspart terms-link - The link that opens them.
 * @csspart pay - The pay button.
 * @csspart next - What comes next, below it.
 * @csspart expiry - The time that is left, or when the payment is due.
 * @csspart cancel - The cancel button.
 * @csspart qr - The way to pay on a phone, which opens.
 * @csspart qr-code - Its QR code.
 * @csspart attachment - The merchant's file.
 * @csspart alert - A notice in the list.
 * @csspart offline - The notice that there is no connection.
 * @csspart slow - The notice that something takes long.
 * @csspart skeleton - The list before it is known.
 * @csspart skeleton-row - One bar of it.
 * @csspart message - A screen after the list. It also has the name of its state as a part: leaving,
 *   departing, warning, parting, confirming, misconfigured, broken, or the outcome.
 * @csspart sign - Its drawing.
 * @csspart text - Its sentence.
 * @csspart note - Its small print, or that of a notice.
 * @csspart receipt - Amount, order and method under a result.
 * @csspart actions - The buttons of a screen after the list.
 * @csspart button - Each of them.
 * @csspart link - A quiet one.
 * @csspart return - When the shopper is taken back by themselves.
 * @csspart continue - The way on while the page leaves, or to a payment under way.
 * @csspart continue-form - The form around it where the provider is entered by one.
 *
 * @cssprop [--hpp-color-accent=#2350d9] - Buttons and the selection.
 * @cssprop [--hpp-color-on-accent=#fff] - Text on the accent colour.
 * @cssprop [--hpp-color-text=#141a26] - Text.
 * @cssprop [--hpp-color-muted=#5a6376] - Secondary text.
 * @cssprop [--hpp-color-surface=#fff] - The card.
 * @cssprop [--hpp-color-line=#dfe3ea] - Lines and borders.
 * @cssprop [--hpp-color-success=#067647] - Good news.
 * @cssprop [--hpp-color-warning=#93540a] - News that need attention.
 * @cssprop [--hpp-color-danger=#b42318] - Bad news.
 * @cssprop [--hpp-space=1em] - The space between things; the height of rows follows it.
 * @cssprop [--hpp-radius=12px] - The rounding of rows and buttons.
 * @cssprop [--hpp-shadow] - The shadow of the card.
 * @cssprop [--hpp-font=medium/1.4 system-ui, sans-serif] - The CSS `font` of the widget; all sizes of
 *   text follow it.
 * @cssprop [--hpp-max-width=max(28rem, 448px)] - How wide it grows. Beyond 704px the order stands beside the list.
 * @cssprop [--hpp-motion=0.15s] - How long the frame of a row takes to change; a sixth of the
 *   spinner's turn.
 */
export {};
