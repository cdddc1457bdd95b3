FROM python:3.12-slim-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends npm \
      libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libthai0 libthai-data \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /portal
COPY . .
RUN python3 -m ita_portal.setup run && rm -rf node_modules

FROM python:3.12-slim-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends \
      libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libthai0 libthai-data \
    && rm -rf /var/lib/apt/lists/* && useradd --create-home portal \
    && install -d -o portal -m 700 /data
COPY --from=build /portal /portal
WORKDIR /portal
USER portal
ENV DATA_DIR=/data HOST=0.0.0.0 PYTHONDONTWRITEBYTECODE=1
VOLUME /data
EXPOSE 8000
CMD [".venv/bin/python", "-m", "ita_portal.setup.start"]
