/** The only file that leaves the page. Every URL has passed `url-policy.ts` before. */
export interface Navigation {
  /** Goes to a URL, in the top window when the page is framed. False when that was refused. */
  go(url: string): boolean;
  /** Posts a form that is in the document. */
  post(form: HTMLFormElement): void;
}

export const browserNavigation: Navigation = {
  go(url) {
    try {
      if (window.top === window.self || !window.top) location.assign(url);
      // Write only: a framed page may not read the address of the top window.
      else window.top.location.href = url;
      return true;
    } catch {
      // By the sandbox of the frame: the link on the page is the way on, if there is one at all.
      return false;
    }
  },
  post(form) {
    // Not `form.submit`: a field of that name would stand in its place.
    HTMLFormElement.prototype.submit.call(form);
  },
};
