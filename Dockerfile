# The application in a container. With MONGODB_URI it uses that database, without it the one in the box, in /storage.
# bookworm has glibc: the password hashing comes compiled for it.
FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 STORAGE_DIR=/storage
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The packages bring a Node of their own for machines without one; here it would only be weight.
RUN npm ci --omit=dev --ignore-scripts \
  && npm cache clean --force \
  && rm -rf node_modules/node-linux-* node_modules/node-win-* node_modules/.bin/node
COPY LICENSE ./
COPY procedures procedures
COPY views views
COPY server server
RUN mkdir -m 700 /storage && chown node:node /storage
USER node
VOLUME /storage
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/salud').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=8", "--max-old-space-size=320", "server/main.ts"]
