import "@proto-webhooks/mock-sender/matchers/jest";
