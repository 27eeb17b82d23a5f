import { UndersignedConversation } from "./conversation.ts";

if (!customElements.get("undersigned-conversation")) {
  customElements.define("undersigned-conversation", UndersignedConversation);
}

declare global {
  interface HTMLElementTagNameMap {
    "undersigned-conversation": UndersignedConversation;
  }
}
