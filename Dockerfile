# Runs with a read-only root file system; everything that lasts is in /data.
#   docker build -t interconnect-bot .
#   docker run --init --read-only --tmpfs /tmp -v interconnect-bot:/data --stop-timeout 60 --env-file .env -p 127.0.0.1:3001:3001 interconnect-bot
# The stop timeout has to be longer than CREATE_DEADLINE_SECONDS plus 20: what is under way is waited for.
# Beside the bot it has the tools: docker run ... interconnect-bot node dist/tools.mjs bot list
# How to pin it by its digest, and to run it in other ways: docs/deploying.md.
ARG NODE_IMAGE=node:24-slim
FROM ${NODE_IMAGE} AS build

WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY packaging ./packaging
COPY src ./src
COPY sandbox ./sandbox
COPY demo ./demo
COPY manifest.yml ./
COPY docs/iam-policy.json docs/iam-policy-optional.json ./docs/
RUN npm run bundle && chown node dist
# What is compiled here holds for this Node and its flags.
USER node
RUN node packaging/fill-cache.ts

FROM ${NODE_IMAGE}

ENV NODE_ENV=production \
    NODE_COMPILE_CACHE=/app/dist/cache \
    MALLOC_ARENA_MAX=1 \
    MALLOC_MMAP_THRESHOLD_=131072 \
    OPERATOR_HOST=0.0.0.0

WORKDIR /app
# Root's, and nobody's to change: else a bot that was taken over could leave code there for its next start.
COPY --from=build --chmod=555 /app/dist ./dist

# Where the bot's file is unless DATABASE_URL or DATABASE_URL_FILE says otherwise.
RUN mkdir /data && chown node:node /data && ln -s /data data
VOLUME /data
USER node

EXPOSE 3000 3001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.OPERATOR_PORT || 3001) + '/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=2", "dist/main.mjs"]
