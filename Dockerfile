# The bot alone: no playground, no compiler, no embedded PostgreSQL. compose.yaml puts a database beside it.

FROM node:24-slim AS build
WORKDIR /app
# Without scripts, because `prepare` compiles sources that are not here yet; so this layer lasts until a dependency changes.
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json prisma.config.ts ./
COPY prisma ./prisma
COPY src ./src
RUN npm run generate && npm run build
# Optional dependencies are the binaries of the embedded PostgreSQL.
RUN npm prune --omit=dev --omit=optional --ignore-scripts

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
# Owned by root, run by somebody else: the bot cannot change its own code.
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/prisma/migrations ./prisma/migrations
COPY --from=build /app/dist/src ./dist/src
USER node
EXPOSE 3000
# The image has no curl. Alive, not ready: restarting the bot does not bring Slack or the database back.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/livez`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Not through npm, which ends by the signal instead of letting the bot finish.
CMD ["node", "dist/src/main.js"]
