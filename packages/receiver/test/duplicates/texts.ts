// What is said in the chats of the simulation: much of it is said again and again, as in every chat.

export const greeting = "Hello! I am the assistant of Example Shop.";
export const menu = "What can I help you with?";
export const menuReplies = ["Order", "Return", "Opening hours", "Agent"] as const;
export const fallback = "Sorry, I did not get that. Could you say it in other words?";
export const holdOn = "Please hold on while I look that up.";
export const stillThere = "Are you still there?";

/** Answers of the bot that are the same for everyone who asks the same. */
export const cannedAnswers = [
  "We are open from Monday to Friday, 9 am to 6 pm.",
  "You can return everything within 30 days. The label is in the parcel.",
  "Delivery takes two to four working days.",
  "We take cards, PayPal and bank transfers.",
  "You find your invoices in your account, under “Orders”.",
  "Vouchers are valid for three years.",
] as const;

/** What agents say as they work. */
export const agentPhrases = [
  "ok",
  "ok",
  "ok",
  "One moment, please.",
  "One moment, please.",
  "Thank you for waiting.",
  "Yes",
  "You're welcome!",
] as const;
