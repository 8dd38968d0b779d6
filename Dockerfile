# The mock server alone. `npm run build` comes first: it fills dist/, and nothing else of this repository is needed.
#   docker build -t keyporter-mock . && docker run --rm -p 127.0.0.1:4010:4010 keyporter-mock
FROM node:22-alpine
ENV NODE_ENV=production XDG_DATA_HOME=/data
RUN mkdir /data && chown node:node /data
WORKDIR /app
COPY dist/mock.mjs dist/mock-server.mjs dist/mock-recorder.mjs ./
COPY dist/dashboard ./dashboard
USER node
VOLUME /data
EXPOSE 4010
# Inside a container "this machine" is the container: what is published of it is decided by -p.
ENTRYPOINT ["node", "mock-server.mjs"]
CMD ["--host", "0.0.0.0", "--allow-remote", "--db", "/data/mock.json"]
